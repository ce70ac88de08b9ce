package dev.vhs.testkit.emulators;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The main class that runs another one for as long as the JVM lives that started this one and holds
 * its standard input open: a killed JVM closes it too. Then the process ends at once, and its
 * folder for temporary files is removed.
 */
final class EmulatorMain {
  private EmulatorMain() {}

  /** Runs a main class, the first argument, with the arguments after it. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread watchdog = new Thread(EmulatorMain::endWithParent, "vhs-watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
    Runtime.getRuntime().addShutdownHook(new Thread(EmulatorMain::removeTemporaryFiles));
    Class<?> emulator = Class.forName(arguments[0]);
    Object remaining = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      emulator.getMethod("main", String[].class).invoke(null, remaining);
    } catch (InvocationTargetException e) {
      e.printStackTrace();
      // Threads that it has started must not keep alive what didn't come up.
      end(1);
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever written; only the end matters.
      }
    } catch (IOException e) {
      System.err.println("standard input is gone: " + e);
    } finally {
      end(0);
    }
  }

  private static void end(int status) {
    removeTemporaryFiles();
    // Not exit, which waits for the emulator's own shutdown hooks.
    Runtime.getRuntime().halt(status);
  }

  private static void removeTemporaryFiles() {
    try {
      Files.walkFileTree(Path.of(System.getProperty("java.io.tmpdir")), new Removal());
    } catch (IOException e) {
      System.err.println("temporary files are left: " + e);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}

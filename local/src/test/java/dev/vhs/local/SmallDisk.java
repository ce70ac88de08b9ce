package dev.vhs.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A file system of a size, in memory, mounted on a folder. Tests are skipped without the right. */
final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  static SmallDisk mount(Path folder, String size) {
    String said = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
    if (said != null) {
      System.err.println("SKIPPED, since a small disk can't be mounted here: " + said);
      Assumptions.abort("a small disk can't be mounted here: " + said);
    }
    return new SmallDisk(folder);
  }

  void makeReadOnly() {
    String said = run("mount", "-o", "remount,ro", folder.toString());
    if (said != null) {
      throw new AssertionError(said);
    }
  }

  @Override
  public void close() {
    String said = run("umount", "-l", folder.toString());
    if (said != null) {
      throw new AssertionError(said);
    }
  }

  /** Runs a command, and returns its words where it failed; null where it went well. */
  private static @Nullable String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.onExit().join().exitValue() == 0 ? null : said.trim();
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}

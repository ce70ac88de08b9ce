package dev.vhs.testkit.junit;

import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.testkit.emulators.EmulatedStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The store of a test, and what is to be removed after it.
 *
 * @param vhs the store
 * @param removal removes what the store kept outside of this JVM
 */
record TestStore(Vhs vhs, Closeable removal) implements Closeable {
  static TestStore open(Variant variant, WithStore.Medium medium) {
    return switch (medium) {
      case MEMORY -> new TestStore(Vhs.builder(MemoryBackend.create(variant)).open(), () -> {});
      case FILE -> inFiles(variant);
      case AWS -> onEmulators(variant);
    };
  }

  private static TestStore inFiles(Variant variant) {
    try {
      Path folder = Files.createTempDirectory("vhs-test");
      String name = variant.name().toLowerCase(Locale.ROOT);
      Vhs vhs = Vhs.open("file:" + folder + "?variant=" + name);
      return new TestStore(vhs, () -> Files.walkFileTree(folder, new Removal()));
    } catch (IOException e) {
      throw new UncheckedIOException("there is no folder for a test's store", e);
    }
  }

  private static TestStore onEmulators(Variant variant) {
    EmulatedStore store = EmulatedStore.create(variant);
    try {
      return new TestStore(Vhs.open(store.uri()), store::close);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    vhs.close();
    removal.close();
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}

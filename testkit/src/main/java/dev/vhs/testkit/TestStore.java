package dev.vhs.testkit;

import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryBackend;
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
 * A store for a test, and what is to be removed after it.
 *
 * @param vhs the store
 * @param folder where it keeps its files; null in memory
 */
record TestStore(Vhs vhs, @Nullable Path folder) implements Closeable {
  static TestStore open(Variant variant, WithStore.Medium medium) {
    if (medium == WithStore.Medium.MEMORY) {
      return new TestStore(Vhs.builder(MemoryBackend.create(variant)).open(), null);
    }
    try {
      Path folder = Files.createTempDirectory("vhs-test");
      String name = variant.name().toLowerCase(Locale.ROOT);
      return new TestStore(Vhs.open("file:" + folder + "?variant=" + name), folder);
    } catch (IOException e) {
      throw new UncheckedIOException("there is no folder for a test's store", e);
    }
  }

  @Override
  public void close() throws IOException {
    vhs.close();
    if (folder != null) {
      Files.walkFileTree(folder, new Removal());
    }
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

package dev.vhs.testkit.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * The maker of temporary folders in memory, for tests of a backend that forces each write to disk:
 * on a build machine that costs minutes. Falls back to the usual folder where {@code /dev/shm} is
 * missing or has less than 4 GiB of room. What is forced can't be seen by tests on either.
 *
 * <p>Name it for one field, {@code @TempDir(factory = MemoryFolder.class)}, or for a whole module
 * by {@code junit.jupiter.tempdir.factory.default} in {@code junit-platform.properties}.
 */
public final class MemoryFolder implements TempDirFactory {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM_BYTES = 4L << 30;

  /** Makes a factory, as JUnit does. */
  public MemoryFolder() {}

  @Override
  public Path createTempDirectory(
      AnnotatedElementContext elementContext, ExtensionContext extensionContext)
      throws IOException {
    boolean fits =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_BYTES;
    return fits ? Files.createTempDirectory(MEMORY, "junit") : Files.createTempDirectory("junit");
  }
}

package dev.vhs.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * The maker of the folders of this module's tests: in memory where the machine has such a folder
 * with room, since a store forces each write, and the disk of a build machine makes that slow. What
 * is forced is proven by the tests in {@code powerloss}, which don't ask the disk.
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

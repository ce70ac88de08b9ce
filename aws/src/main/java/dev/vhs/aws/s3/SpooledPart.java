package dev.vhs.aws.s3;

import dev.vhs.StoreUnavailable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A part in a temporary file, which only this user can read (POSIX permissions 600). For use by one
 * thread at a time.
 */
final class SpooledPart implements Part {
  /** Tells whose files are left behind where a process was killed. */
  static final String PREFIX = "vhs-part-" + ProcessHandle.current().pid() + "-";

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path file;
  private long size;
  private @Nullable InputStream opened;

  private SpooledPart(Path file) {
    this.file = file;
  }

  /**
   * Takes bytes of a stream, up to a size.
   *
   * @throws IOException if the stream can't be read
   * @throws StoreUnavailable if the file can't be written
   */
  static SpooledPart read(InputStream stream, long limit) throws IOException {
    SpooledPart part = new SpooledPart(create());
    try {
      part.fill(stream, limit);
      return part;
    } catch (IOException | RuntimeException e) {
      part.close();
      throw e;
    }
  }

  private static Path create() {
    try {
      return Files.createTempFile(PREFIX, ".tmp");
    } catch (IOException e) {
      throw unwritable(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  private void fill(InputStream stream, long limit) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream out = newOutput()) {
      while (size < limit) {
        int read = stream.read(buffer, 0, (int) Math.min(buffer.length, limit - size));
        if (read < 0) {
          return;
        }
        write(out, buffer, read);
        size += read;
      }
    }
  }

  private OutputStream newOutput() {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private void write(OutputStream out, byte[] buffer, int count) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static StoreUnavailable unwritable(Path path, IOException cause) {
    return new StoreUnavailable(
        "A part of a large value can't be written to %s: %s. Free some space there, or set java.io.tmpdir; nothing was written"
            .formatted(path, cause.getMessage()),
        cause);
  }

  @Override
  public long size() {
    return size;
  }

  /** Not by a channel: an interrupt of one attempt must not close the file for the next. */
  @Override
  public InputStream open() {
    try {
      closeOpened();
      InputStream stream = new FileInputStream(file.toFile());
      opened = stream;
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary file of a part is gone", e);
    }
  }

  private void closeOpened() throws IOException {
    InputStream before = opened;
    if (before != null) {
      opened = null;
      before.close();
    }
  }

  @Override
  public void close() {
    try {
      closeOpened();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file is left behind", e);
    }
  }
}

package dev.vhs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** The source of the bytes of a value. */
public interface Source {
  /**
   * Opens a stream from the first byte; the caller closes it.
   *
   * @throws IOException if the bytes can't be read
   */
  InputStream open() throws IOException;

  /**
   * Returns the number of bytes; empty if it is not known. If it is known and another number comes,
   * the write fails.
   */
  OptionalLong size();

  /** Returns whether the source can be opened more than once, always with the same bytes. */
  boolean isReplayable();

  /**
   * Returns whether the bytes that were read are the whole value, although {@link #size} had
   * promised another number. Default: false, and the write fails.
   *
   * @param promised the size before the first byte was read
   * @param read the number of bytes that came
   */
  default boolean isWhole(long promised, long read) {
    return false;
  }

  /** Returns a source of an array, which must not be changed meanwhile. */
  static Source of(byte[] bytes) {
    return new Source() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public OptionalLong size() {
        return OptionalLong.of(bytes.length);
      }

      @Override
      public boolean isReplayable() {
        return true;
      }
    };
  }

  /**
   * Returns a source of a file, which must not be changed meanwhile: if its length changes, the
   * write fails. The length of a pipe or a device is not known, and it can be read only once.
   */
  static Source of(Path file) {
    return new Source() {
      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }

      @Override
      public OptionalLong size() {
        try {
          // Files that the system makes up, as in /proc, say that they have no bytes.
          long size = isReplayable() ? Files.size(file) : 0;
          return size == 0 ? OptionalLong.empty() : OptionalLong.of(size);
        } catch (IOException e) {
          // Opening it says what is wrong with it.
          return OptionalLong.empty();
        }
      }

      @Override
      public boolean isReplayable() {
        return Files.isRegularFile(file);
      }

      @Override
      public boolean isWhole(long promised, long read) {
        // Files that the system makes up, as in /sys, hold less than they say. One that was cut
        // while it was read says something else now.
        return read < promised && size().equals(OptionalLong.of(promised));
      }
    };
  }

  /** Returns a source of a stream of unknown length, read once. The store closes it. */
  static Source of(InputStream stream) {
    return once(stream, OptionalLong.empty());
  }

  /** Returns a source of a stream of known length, read once. The store closes it. */
  static Source of(InputStream stream, long size) {
    return once(stream, OptionalLong.of(size));
  }

  private static Source once(InputStream stream, OptionalLong size) {
    AtomicBoolean opened = new AtomicBoolean();
    return new Source() {
      @Override
      public InputStream open() {
        if (!opened.compareAndSet(false, true)) {
          throw new IllegalStateException(
              "this source can be read once only; give a file or an array to repeat a write");
        }
        return stream;
      }

      @Override
      public OptionalLong size() {
        return size;
      }

      @Override
      public boolean isReplayable() {
        return false;
      }
    };
  }
}

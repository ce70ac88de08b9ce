package dev.vhs.internal.value;

import dev.vhs.ReadInterrupted;
import dev.vhs.internal.runtime.IoFailures;
import dev.vhs.spi.Row;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails with {@link ReadInterrupted} in place of {@link IOException}. */
class InterruptibleInputStream extends FilterInputStream {
  private final Row row;

  InterruptibleInputStream(InputStream stream, Row row) {
    super(stream);
    this.row = row;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      throw interrupted(e);
    }
  }

  @Override
  public long skip(long count) {
    try {
      return in.skip(count);
    } catch (IOException e) {
      throw interrupted(e);
    }
  }

  private ReadInterrupted interrupted(IOException cause) {
    return new ReadInterrupted(
        "Reading version %d of '%s' broke off: %s. Open it again from the start"
            .formatted(row.version(), row.id(), IoFailures.text(cause)),
        row.id(),
        row.version(),
        row.payload(),
        cause);
  }
}

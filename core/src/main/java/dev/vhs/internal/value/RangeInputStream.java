package dev.vhs.internal.value;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A part of a stream. The bytes before it are skipped when its first byte is read. */
final class RangeInputStream extends FilterInputStream {
  private long toSkip;
  private long left;

  RangeInputStream(InputStream stream, long offset, long end) {
    super(stream);
    this.toSkip = offset;
    this.left = end - offset;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (toSkip > 0) {
      in.skipNBytes(toSkip);
      toSkip = 0;
    }
    if (left <= 0) {
      return -1;
    }
    int count = in.read(buffer, offset, (int) Math.min(length, left));
    left -= Math.max(0, count);
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

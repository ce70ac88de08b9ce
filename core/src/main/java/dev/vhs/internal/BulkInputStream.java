package dev.vhs.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream over another that has one way to read: into an array. Without marks. */
abstract class BulkInputStream extends FilterInputStream {
  BulkInputStream(InputStream stream) {
    super(stream);
  }

  @Override
  public abstract int read(byte[] buffer, int offset, int length) throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public final long skip(long count) throws IOException {
    if (count <= 0) {
      return 0;
    }
    byte[] skipped = new byte[(int) Math.min(count, 8192)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public int available() throws IOException {
    return 0;
  }

  @Override
  public final boolean markSupported() {
    return false;
  }
}

package dev.vhs.aws.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes in memory, in pieces of which each is small enough to be no trouble to a garbage collector
 * in a small heap: arrays of more than half a region need regions in a row (JDK, "G1 humongous
 * objects"). Filled by one thread, then read by any.
 */
final class ChunkedBytes {
  private static final int CHUNK_BYTES = 256 * 1024;

  private final List<byte[]> chunks = new ArrayList<>();
  private long size;

  /**
   * Adds bytes of a stream, up to a size in all.
   *
   * @return whether that size was reached; false where the stream ended before
   */
  boolean fill(InputStream stream, long limit) throws IOException {
    while (size < limit) {
      int offset = (int) (size % CHUNK_BYTES);
      if (offset == 0 && chunks.size() * (long) CHUNK_BYTES == size) {
        chunks.add(new byte[(int) Math.min(CHUNK_BYTES, limit - size)]);
      }
      byte[] chunk = chunks.get(chunks.size() - 1);
      int read = stream.read(chunk, offset, chunk.length - offset);
      if (read < 0) {
        return false;
      }
      size += read;
    }
    return true;
  }

  long size() {
    return size;
  }

  /** A stream over the bytes. */
  InputStream open() {
    return new Reading();
  }

  private final class Reading extends InputStream {
    private long position;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (position == size) {
        return -1;
      }
      byte[] chunk = chunks.get((int) (position / CHUNK_BYTES));
      int from = (int) (position % CHUNK_BYTES);
      int count = (int) Math.min(Math.min(length, chunk.length - from), size - position);
      System.arraycopy(chunk, from, buffer, offset, count);
      position += count;
      return count;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, size - position);
    }
  }
}

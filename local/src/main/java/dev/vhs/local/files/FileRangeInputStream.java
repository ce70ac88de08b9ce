package dev.vhs.local.files;

import dev.vhs.spi.ByteRange;
import dev.vhs.spi.RequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Part of a file, whose bytes are counted as they are read. */
final class FileRangeInputStream extends InputStream {
  /**
   * Each read passes through a buffer outside the heap that the thread keeps, so it must not be
   * large.
   */
  private static final int MAX_READ_BYTES = 64 * 1024;

  private final FileChannel channel;
  private final RequestContext context;
  private long left;

  /** Takes over the channel, also where it throws. */
  FileRangeInputStream(FileChannel channel, ByteRange range, RequestContext context)
      throws IOException {
    this.channel = channel;
    this.context = context;
    this.left = range.length();
    try {
      channel.position(range.offset());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int wanted = (int) Math.min(left, Math.min(length, MAX_READ_BYTES));
    int read = channel.read(ByteBuffer.wrap(to, offset, wanted));
    if (read > 0) {
      left -= read;
      context.transferred(read);
    }
    return read;
  }

  @Override
  public int available() throws IOException {
    return (int)
        Math.max(
            0, Math.min(Integer.MAX_VALUE, Math.min(left, channel.size() - channel.position())));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

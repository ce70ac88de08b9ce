package dev.vhs.internal.value;

import dev.vhs.internal.runtime.Digests;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A stream over a whole value that hands out the last bytes only when size and checksum are right.
 * It reads one buffer ahead: it hands out a buffer when it has read the next one, and the last
 * buffer when it has verified everything.
 */
final class VerifyingInputStream extends InputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InterruptibleInputStream in;
  private final Row row;
  private final Content content;
  private final MessageDigest digest = Digests.sha256();
  private byte[] current;
  private byte[] ahead;
  private int currentLength;
  private int aheadLength;
  private int position;
  private long total;
  private boolean ended;
  private @Nullable RuntimeException failure;

  VerifyingInputStream(InputStream stream, Row row, Content content) {
    this.in = new InterruptibleInputStream(stream, row);
    this.row = row;
    this.content = content;
    int buffer = (int) Math.max(1, Math.min(BUFFER_BYTES, content.size()));
    this.current = new byte[buffer];
    this.ahead = new byte[buffer];
  }

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
    if (failure != null) {
      throw failure;
    }
    try {
      if (position == currentLength && !advance()) {
        return -1;
      }
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
    int count = Math.min(length, currentLength - position);
    System.arraycopy(current, position, buffer, offset, count);
    position += count;
    return count;
  }

  /** Makes the buffer that was read ahead the current one, and returns whether there was one. */
  private boolean advance() {
    if (total == 0 && !ended) {
      fill();
    }
    byte[] spent = current;
    current = ahead;
    currentLength = aheadLength;
    position = 0;
    ahead = spent;
    aheadLength = 0;
    if (!ended) {
      fill();
    }
    return currentLength > 0;
  }

  private void fill() {
    while (aheadLength < ahead.length) {
      int count = in.read(ahead, aheadLength, ahead.length - aheadLength);
      if (count < 0) {
        end();
        return;
      }
      digest.update(ahead, aheadLength, count);
      aheadLength += count;
      total += count;
      if (total > content.size()) {
        throw Values.corrupt(
            row, "has more than the %d bytes that were written".formatted(content.size()), null);
      }
    }
  }

  private void end() {
    ended = true;
    if (total != content.size()) {
      throw Values.corrupt(
          row, "has %d bytes, and %d were written".formatted(total, content.size()), null);
    }
    String found = Digests.hex(digest.digest());
    if (!found.equals(content.sha256())) {
      throw Values.corrupt(
          row, "has SHA-256 %s, and %s was written".formatted(found, content.sha256()), null);
    }
  }

  @Override
  public int available() {
    return currentLength - position;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

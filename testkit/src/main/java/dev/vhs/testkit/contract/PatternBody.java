package dev.vhs.testkit.contract;

import dev.vhs.spi.Body;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * A body whose bytes are made as they are read, so that one larger than the heap costs none of it.
 * The bytes at any place are known without those before.
 */
public final class PatternBody implements Body {
  /** Is called before the byte at an offset is given out. */
  public interface Probe {
    /** Nothing to do. */
    Probe NONE = offset -> {};

    void at(long offset) throws IOException;
  }

  private final long size;
  private final long seed;
  private final boolean sized;
  private final Probe probe;

  public PatternBody(long size, long seed, boolean sized, Probe probe) {
    this.size = size;
    this.seed = seed;
    this.sized = sized;
    this.probe = probe;
  }

  public PatternBody(long size, long seed) {
    this(size, seed, true, Probe.NONE);
  }

  public static byte at(long seed, long offset) {
    long mixed = (offset + seed * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    return (byte) (mixed >>> 56);
  }

  public static byte[] bytes(long seed, long offset, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = at(seed, offset + i);
    }
    return bytes;
  }

  @Override
  public OptionalLong size() {
    return sized ? OptionalLong.of(size) : OptionalLong.empty();
  }

  @Override
  public boolean isReplayable() {
    return true;
  }

  @Override
  public InputStream open() {
    return new Pattern();
  }

  private final class Pattern extends InputStream {
    private long offset;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      probe.at(offset);
      int count = (int) Math.min(length, size - offset);
      if (count <= 0) {
        return -1;
      }
      for (int i = 0; i < count; i++) {
        into[from + i] = at(seed, offset + i);
      }
      offset += count;
      return count;
    }
  }
}

package dev.vhs.spi;

/**
 * A part of an object.
 *
 * @param offset the position of the first byte, from 0
 * @param length the most bytes; fewer come if the object ends before
 */
public record ByteRange(long offset, long length) {
  /** The whole object. */
  public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

  public ByteRange {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("range of " + length + " bytes from " + offset);
    }
  }

  /** Returns whether the range is the whole object. */
  public boolean isAll() {
    return equals(ALL);
  }
}

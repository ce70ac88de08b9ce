package dev.vhs.aws.s3;

import java.util.OptionalLong;

/**
 * How large the parts of an upload are, so that a body of any size that the service takes fits into
 * the number of parts that it takes.
 *
 * <p>Of a body whose size is known all parts are equal. Of another the parts start small and double
 * every so many, so that a short body costs little memory and a long one still fits.
 */
final class PartSizes {
  /** How many parts of a body of unknown size are equal, before they double. */
  private static final int EQUAL_PARTS = 500;

  private static final int MAX_DOUBLINGS = TransferSettings.MAX_PARTS / EQUAL_PARTS;
  private static final long MIB = 1L << 20;

  private final long first;
  private final boolean grow;

  private PartSizes(long first, boolean grow) {
    this.first = first;
    this.grow = grow;
  }

  /**
   * The sizes for a body.
   *
   * @param least the size of parts where nothing asks for larger ones
   */
  static PartSizes of(OptionalLong bodyBytes, long least) {
    if (bodyBytes.isEmpty()) {
      return new PartSizes(least, true);
    }
    long fitting = bodyBytes.getAsLong() / TransferSettings.MAX_PARTS + 1;
    long whole = (fitting / MIB + 1) * MIB;
    return new PartSizes(Math.max(least, whole), false);
  }

  /** The size of a part, by its number from 1. */
  long of(int number) {
    int doublings = grow ? Math.min((number - 1) / EQUAL_PARTS, MAX_DOUBLINGS) : 0;
    return Math.min(first << doublings, TransferSettings.MAX_PART_BYTES);
  }
}

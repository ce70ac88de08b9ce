package dev.vhs.aws.s3;

import java.util.OptionalLong;

/**
 * The sizes of an upload's parts, chosen so that every body that S3 accepts fits into the greatest
 * number of parts.
 *
 * <p>If the size of the body is known, all parts are equal. Otherwise the parts start small, and
 * their size doubles after every {@value #EQUAL_PARTS} parts, so that a short body takes little
 * memory and a long one still fits.
 */
final class PartSizes {
  /** The number of equal parts of a body of unknown size, before their size doubles. */
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
   * Returns the sizes for a body.
   *
   * @param bodyBytes the size of the body; empty if it is unknown
   * @param least the size of parts unless the body needs larger ones
   */
  static PartSizes of(OptionalLong bodyBytes, long least) {
    if (bodyBytes.isEmpty()) {
      return new PartSizes(least, true);
    }
    long fitting = bodyBytes.getAsLong() / TransferSettings.MAX_PARTS + 1;
    long whole = (fitting / MIB + 1) * MIB;
    return new PartSizes(Math.max(least, whole), false);
  }

  /** Returns the size of a part, by its number from 1. */
  long of(int number) {
    int doublings = grow ? Math.min((number - 1) / EQUAL_PARTS, MAX_DOUBLINGS) : 0;
    return Math.min(first << doublings, TransferSettings.MAX_PART_BYTES);
  }
}

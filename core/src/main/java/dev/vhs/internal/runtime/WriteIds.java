package dev.vhs.internal.runtime;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The maker of write ids: UUIDs of version 7, which sort by the millisecond (RFC 9562, section
 * 5.7).
 */
public final class WriteIds {
  private WriteIds() {}

  /**
   * Returns a new write id.
   *
   * @param millis the time, in milliseconds since 1970
   * @param random the source of its other 74 bits
   */
  public static UUID next(long millis, RandomGenerator random) {
    long high = (millis << 16) | 0x7000L | (random.nextInt() & 0xFFFL);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}

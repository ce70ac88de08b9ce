package dev.vhs.benchmarks;

import java.util.Random;

/** The sizes of values, and values of such a size whose bytes can't be compressed. */
public final class Sizes {
  /** A value that rides in the pointer, in bytes. */
  public static final int SMALL = 1024;

  /** A value just too large for that, in bytes. */
  public static final int JUST_LARGE = 8 * 1024;

  /** A value that DynamoDB alone would still take, in bytes. */
  public static final int MEDIUM = 100 * 1024;

  /** A value that is an object of one request, in bytes. */
  public static final int LARGE = 1 << 20;

  /** A value of many parts, in bytes. */
  public static final int HUGE = 64 << 20;

  private static final int MIB = 1 << 20;
  private static final int KIB = 1 << 10;

  private Sizes() {}

  /** Returns a number of threads, in words. */
  public static String threads(int threads) {
    return threads == 1 ? "1 thread" : threads + " threads";
  }

  /** Returns a value of that many bytes, always the same. */
  public static byte[] value(int bytes) {
    byte[] value = new byte[bytes];
    new Random(bytes).nextBytes(value);
    return value;
  }

  /** Returns a size as people write it. */
  public static String text(long bytes) {
    if (bytes >= MIB && bytes % MIB == 0) {
      return bytes / MIB + " MiB";
    }
    return bytes >= KIB && bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " B";
  }
}

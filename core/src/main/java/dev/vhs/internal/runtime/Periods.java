package dev.vhs.internal.runtime;

import dev.vhs.InvalidRequest;
import java.time.Duration;
import java.time.Instant;

/** The limits of times and durations: all can be counted by a {@code long}. */
public final class Periods {
  /** The longest period that can be added to any time, and counted in nanoseconds. */
  public static final Duration MAX = Duration.ofDays(36_500);

  private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
  private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

  private Periods() {}

  /** Returns a limit of time, at most {@link #MAX}: nobody can tell a longer one from it. */
  public static Duration limit(Duration value) {
    return value.compareTo(MAX) > 0 ? MAX : value;
  }

  /**
   * Returns a period by which something is kept.
   *
   * @param name the name of the period, for the message
   * @throws InvalidRequest if it is longer than {@link #MAX}
   */
  public static Duration kept(String name, Duration value) {
    if (value.compareTo(MAX) > 0) {
      throw new InvalidRequest(
          "%s of %d days is not valid; expected at most %d days"
              .formatted(name, value.toDays(), MAX.toDays()));
    }
    return value;
  }

  /** Returns whether every index can store a time: in milliseconds, as a {@code long}. */
  public static boolean isStorable(Instant time) {
    return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
  }
}

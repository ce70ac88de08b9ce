package dev.vhs.internal.runtime;

import java.time.Duration;

/** The durations in messages, as people write them. */
public final class Durations {
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private Durations() {}

  /** Returns a duration with its units, such as {@code 30 s} or {@code 1 h 15 min}. */
  public static String text(Duration duration) {
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return small(duration);
    }
    StringBuilder text = new StringBuilder();
    boolean inDays = duration.compareTo(TWO_DAYS) >= 0;
    append(text, inDays ? duration.toDays() : 0, "days");
    append(text, inDays ? duration.toHoursPart() : duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "min");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static String small(Duration duration) {
    if (duration.isZero()) {
      return "0 s";
    }
    return duration.toMillis() > 0 ? duration.toMillis() + " ms" : duration.toNanos() + " ns";
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
    }
  }
}

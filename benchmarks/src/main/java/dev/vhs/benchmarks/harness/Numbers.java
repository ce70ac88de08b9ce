package dev.vhs.benchmarks.harness;

import java.time.Duration;
import java.util.Locale;

/** The writing of numbers as people read them: three significant digits. */
final class Numbers {
  private static final double WHOLE = 100;
  private static final double TENTHS = 10;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final int SECONDS_PER_MINUTE = 60;

  private Numbers() {}

  static String text(double number) {
    double size = Math.abs(number);
    String format = size >= WHOLE ? "%,.0f" : size >= TENTHS ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, number);
  }

  /** Returns a duration as text, such as "3 min 20 s". */
  static String time(Duration time) {
    long seconds = Math.round(time.toMillis() / MILLIS_PER_SECOND);
    long minutes = seconds / SECONDS_PER_MINUTE;
    String rest = seconds % SECONDS_PER_MINUTE + " s";
    return minutes == 0 ? rest : minutes + " min " + rest;
  }
}

package dev.vhs.benchmarks.harness;

import java.util.Locale;

/** Numbers as people read them: three digits that matter. */
final class Numbers {
  private static final double WHOLE = 100;
  private static final double TENTHS = 10;

  private Numbers() {}

  static String text(double number) {
    double size = Math.abs(number);
    String format = size >= WHOLE ? "%,.0f" : size >= TENTHS ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, number);
  }
}

package dev.vhs.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * A figure of a {@link Row}.
 *
 * @param name the column it is in
 * @param unit what it is counted in; empty for a ratio
 * @param values what was measured
 * @param target what its median has to be; null where nothing is asked
 */
public record Figure(String name, String unit, Distribution values, @Nullable Target target) {
  /** A figure of which nothing is asked. */
  public static Figure of(String name, String unit, Distribution values) {
    return new Figure(name, unit, values, null);
  }

  /** Returns a ratio that has a target. */
  public static Figure ratio(String name, Distribution values, Target target) {
    return new Figure(name, "", values, target);
  }

  /** Returns a ratio without a target. */
  public static Figure ratio(String name, Distribution values) {
    return new Figure(name, "", values, null);
  }

  /** Returns a figure of one number. */
  public static Figure of(String name, String unit, double value) {
    return of(name, unit, Distribution.of(value));
  }

  /** Returns whether there is a target and it is missed. */
  public boolean isMissed() {
    return target != null && !target.isMetBy(values);
  }

  /** Returns the name with the unit. */
  String heading() {
    return unit.isEmpty() ? name : name + ", " + unit;
  }

  /** Returns the median, then the quartiles and whether the target is met. */
  String text() {
    StringBuilder text = new StringBuilder(Numbers.text(values.median()));
    if (values.samples().size() > 1) {
      text.append(" (")
          .append(Numbers.text(values.lower()))
          .append("–")
          .append(Numbers.text(values.upper()))
          .append(')');
    }
    if (target != null) {
      text.append(isMissed() ? " **missed** " : " met ").append(target.text());
    }
    return text.toString();
  }
}

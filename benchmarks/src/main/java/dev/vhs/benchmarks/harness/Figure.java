package dev.vhs.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * One figure of a {@link Row}.
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

  /** A ratio of which something is asked. */
  public static Figure ratio(String name, Distribution values, Target target) {
    return new Figure(name, "", values, target);
  }

  /** A ratio of which nothing is asked. */
  public static Figure ratio(String name, Distribution values) {
    return new Figure(name, "", values, null);
  }

  /** A figure of one number. */
  public static Figure of(String name, String unit, double value) {
    return of(name, unit, Distribution.of(value));
  }

  /** Whether the target, if there is one, is missed. */
  public boolean isMissed() {
    return target != null && !target.isMetBy(values);
  }

  /** The name with the unit. */
  String heading() {
    return unit.isEmpty() ? name : name + ", " + unit;
  }

  /** The median with the quartiles behind, and what became of the target. */
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

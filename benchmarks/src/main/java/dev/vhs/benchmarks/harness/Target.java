package dev.vhs.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * The range in which a median has to be.
 *
 * @param least the least that is good; {@link Double#NEGATIVE_INFINITY} for none
 * @param most the most that is good; {@link Double#POSITIVE_INFINITY} for none
 * @param goal what it is a part of; null where nobody asks for more than this figure
 */
public record Target(double least, double most, @Nullable Goal goal) {
  /** At least that. */
  public static Target atLeast(double value) {
    return new Target(value, Double.POSITIVE_INFINITY, null);
  }

  /** Returns the target of at most a value. */
  public static Target atMost(double value) {
    return new Target(Double.NEGATIVE_INFINITY, value, null);
  }

  /** Returns the target of at most a share away from 1. */
  public static Target within(double share) {
    return new Target(1 - share, 1 + share, null);
  }

  /** Returns the target of exactly a value. */
  public static Target exactly(double value) {
    return new Target(value, value, null);
  }

  /** Returns the same target as a part of a goal. */
  public Target of(Goal whole) {
    return new Target(least, most, whole);
  }

  /** Returns the distance of a figure from the range; negative if it is inside. */
  double shortfall(Distribution figure) {
    return Math.max(least - figure.median(), figure.median() - most);
  }

  boolean isMetBy(Distribution figure) {
    return figure.median() >= least && figure.median() <= most;
  }

  /** Returns the target as text, such as "at least 0.9". */
  String text() {
    if (most == Double.POSITIVE_INFINITY) {
      return "at least " + Numbers.text(least);
    }
    if (least == most) {
      return "exactly " + Numbers.text(least);
    }
    return least == Double.NEGATIVE_INFINITY
        ? "at most " + Numbers.text(most)
        : Numbers.text(least) + " to " + Numbers.text(most);
  }
}

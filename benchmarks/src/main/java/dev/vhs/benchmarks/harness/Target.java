package dev.vhs.benchmarks.harness;

/**
 * What a median has to be.
 *
 * @param least the least that is good; {@link Double#NEGATIVE_INFINITY} for none
 * @param most the most that is good; {@link Double#POSITIVE_INFINITY} for none
 */
public record Target(double least, double most) {
  /** At least that. */
  public static Target atLeast(double value) {
    return new Target(value, Double.POSITIVE_INFINITY);
  }

  /** At most that. */
  public static Target atMost(double value) {
    return new Target(Double.NEGATIVE_INFINITY, value);
  }

  /** At most a share away from 1. */
  public static Target within(double share) {
    return new Target(1 - share, 1 + share);
  }

  boolean isMetBy(Distribution figure) {
    return figure.median() >= least && figure.median() <= most;
  }

  /** As in "at least 0.9". */
  String text() {
    if (most == Double.POSITIVE_INFINITY) {
      return "at least " + Numbers.text(least);
    }
    return least == Double.NEGATIVE_INFINITY
        ? "at most " + Numbers.text(most)
        : Numbers.text(least) + " to " + Numbers.text(most);
  }
}

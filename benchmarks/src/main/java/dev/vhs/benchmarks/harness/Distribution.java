package dev.vhs.benchmarks.harness;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A quantity that was measured several times.
 *
 * @param samples in the order in which they were measured; at least one
 * @param median half of them are lower
 * @param lower a quarter of them are lower
 * @param upper a quarter of them are higher
 */
public record Distribution(List<Double> samples, double median, double lower, double upper) {
  private static final double QUARTER = 0.25;
  private static final double HALF = 0.5;

  /** Makes the distribution of samples. */
  public static Distribution of(List<Double> samples) {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    List<Double> sorted = samples.stream().sorted().toList();
    return new Distribution(
        List.copyOf(samples),
        quantile(sorted, HALF),
        quantile(sorted, QUARTER),
        quantile(sorted, 1 - QUARTER));
  }

  /** Returns the distribution of a value that is measured once. */
  public static Distribution of(double value) {
    return of(List.of(value));
  }

  /** Returns a quantile, between the two nearest samples (R, "quantile", type 7). */
  private static double quantile(List<Double> sorted, double share) {
    double place = share * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  /** Returns the value below which that share of the samples is. */
  public double at(double share) {
    return quantile(samples.stream().sorted().toList(), share);
  }

  /**
   * Returns the ratio of each sample to the one of another distribution that was measured beside
   * it.
   */
  public Distribution over(Distribution other) {
    return paired(other, (mine, others) -> mine / others);
  }

  /**
   * Returns the difference of each sample and the one of another distribution that was measured
   * beside it.
   */
  public Distribution minus(Distribution other) {
    return paired(other, (mine, others) -> mine - others);
  }

  private Distribution paired(Distribution other, DoubleBinaryOperator by) {
    if (samples.size() != other.samples.size()) {
      throw new IllegalArgumentException(
          samples.size() + " samples can't be paired with " + other.samples.size());
    }
    return of(
        IntStream.range(0, samples.size())
            .mapToObj(i -> by.applyAsDouble(samples.get(i), other.samples.get(i)))
            .toList());
  }

  /** Returns the distribution of changed samples. */
  public Distribution map(DoubleUnaryOperator change) {
    return of(samples.stream().map(change::applyAsDouble).toList());
  }
}

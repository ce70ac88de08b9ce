package dev.vhs.benchmarks.aws;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A distribution of numbers from 0, in which rank r is drawn in proportion to 1 / (r + 1). */
final class Zipf {
  private final double[] cumulated;

  /** Makes the distribution of so many numbers. */
  Zipf(int count) {
    cumulated = new double[count];
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      sum += 1.0 / (rank + 1);
      cumulated[rank] = sum;
    }
  }

  int next(RandomGenerator random) {
    double place = random.nextDouble() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, place);
    // The number whose share the place is in: the first whose sum is above it.
    return found < 0 ? -found - 1 : found + 1;
  }
}

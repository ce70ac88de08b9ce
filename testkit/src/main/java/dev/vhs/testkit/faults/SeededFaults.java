package dev.vhs.testkit.faults;

import java.util.Random;

/**
 * A plan that is drawn: each request meets a fault with some probability. The same seed and the
 * same order of requests give the same faults. Safe for use by many threads.
 */
public final class SeededFaults implements FaultPlan {
  private static final Fault[] FAULTS = {Fault.FAIL, Fault.LOSE_ANSWER, Fault.DELAY, Fault.REPEAT};

  private final long seed;
  private final double probability;
  private final Random random;
  private boolean quiet;

  /**
   * Creates a plan.
   *
   * @param seed what to print when a test fails
   * @param probability of a fault, from 0 to 1
   */
  public SeededFaults(long seed, double probability) {
    this.seed = seed;
    this.probability = probability;
    this.random = new Random(seed);
  }

  /** Lets all requests be answered from now on. */
  public synchronized void calmDown() {
    quiet = true;
  }

  @Override
  public synchronized Fault next(Request request) {
    if (quiet || random.nextDouble() >= probability) {
      return Fault.NONE;
    }
    return FAULTS[random.nextInt(FAULTS.length)];
  }

  @Override
  public String toString() {
    return "faults of seed " + seed + " with probability " + probability;
  }
}

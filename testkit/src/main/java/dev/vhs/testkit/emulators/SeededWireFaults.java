package dev.vhs.testkit.emulators;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A plan that is drawn: each request meets a fault with some probability. The same seed, rates and
 * order of requests give the same faults. Safe for use by many threads.
 */
public final class SeededWireFaults implements WirePlan {
  /** The system property with the seed to draw from, to replay a failure. */
  public static final String SEED = "vhs.wire.seed";

  private final long seed;
  private final Random random;
  private final List<Rate> rates = new ArrayList<>();
  private boolean quiet;

  /** Creates a plan without faults as yet. */
  public SeededWireFaults(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  private record Rate(double probability, WireFault fault, Set<String> operations) {
    boolean concerns(WireRequest request) {
      return operations.isEmpty() || operations.contains(request.operation());
    }
  }

  /**
   * Returns a plan of a seed that is printed, with what replays it: that of the system property
   * {@value #SEED}, else a new one.
   */
  public static SeededWireFaults printed() {
    Long replayed = Long.getLong(SEED);
    long seed = replayed == null ? new Random().nextLong() : replayed;
    System.out.println("Faults on the wire; replay with -D" + SEED + "=" + seed);
    return new SeededWireFaults(seed);
  }

  /**
   * Lets requests meet a fault.
   *
   * @param probability from 0 to 1; of all rates that concern one request the sum must be at most 1
   * @param operations the ones that it is for; none for all
   */
  public synchronized SeededWireFaults rate(
      double probability, WireFault fault, String... operations) {
    rates.add(new Rate(probability, fault, Set.of(operations)));
    return this;
  }

  /** Lets all requests be answered from now on. */
  public synchronized void calmDown() {
    quiet = true;
  }

  @Override
  public synchronized WireFault next(WireRequest request) {
    double drawn = random.nextDouble();
    if (quiet) {
      return WireFault.none();
    }
    for (Rate rate : rates) {
      if (rate.concerns(request)) {
        drawn -= rate.probability();
        if (drawn < 0) {
          return rate.fault();
        }
      }
    }
    return WireFault.none();
  }

  @Override
  public String toString() {
    return "faults of seed " + seed;
  }
}

package dev.vhs.simulation;

import java.time.Duration;

/**
 * The lead of the clocks that a process goes by.
 *
 * @param index of the index's clock
 * @param objects of the object store's
 * @param machine its machine's own clock, of both services': nothing that matters may go by it
 */
record Clocks(Duration index, Duration objects, Duration machine) {
  /** None is off. */
  static final Clocks EXACT = new Clocks(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /**
   * Clocks that are off by chance.
   *
   * @param most how far a view of a service's clock is off at most, either way
   * @param maxOfMachine the same of the machine's
   */
  static Clocks any(SeededRandom dice, Duration most, Duration maxOfMachine) {
    return new Clocks(off(dice, most), off(dice, most), off(dice, maxOfMachine));
  }

  private static Duration off(SeededRandom dice, Duration most) {
    long millis = most.toMillis();
    return Duration.ofMillis(millis == 0 ? 0 : dice.nextLong(-millis, millis));
  }
}

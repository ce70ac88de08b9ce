package dev.vhs.benchmarks.harness;

import java.time.Duration;

/**
 * The times for which things are measured.
 *
 * @param warmUp how long each entrant runs before it counts, in turns too
 * @param lap how long an entrant runs at a time
 * @param rounds how many laps of each are compared
 */
public record Pace(Duration warmUp, Duration lap, int rounds) {
  /** For figures to keep. */
  public static final Pace STEADY = new Pace(Duration.ofSeconds(3), Duration.ofMillis(500), 15);

  /** The pace for figures to keep, of many entrants. */
  public static final Pace SURVEY = new Pace(Duration.ofMillis(200), Duration.ofMillis(200), 5);

  /** The pace for a look. */
  public static final Pace QUICK = new Pace(Duration.ofMillis(300), Duration.ofMillis(100), 5);

  /** The pace for a look at many entrants. */
  public static final Pace GLANCE = new Pace(Duration.ofMillis(50), Duration.ofMillis(50), 3);

  /**
   * Returns the longest time that a {@link Race} takes if no work takes longer than a lap. The
   * warm-up ends with a whole round.
   */
  public Duration of(int entrants) {
    return warmUp.plus(lap.multipliedBy(rounds + 1)).multipliedBy(entrants);
  }
}

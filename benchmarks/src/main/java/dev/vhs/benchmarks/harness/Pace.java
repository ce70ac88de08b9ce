package dev.vhs.benchmarks.harness;

import java.time.Duration;

/**
 * How long things are measured.
 *
 * @param warmUp how long each entrant runs before it counts, in turns too
 * @param lap how long an entrant runs at a time
 * @param rounds how many laps of each are compared
 */
public record Pace(Duration warmUp, Duration lap, int rounds) {
  /** For figures to keep. */
  public static final Pace STEADY = new Pace(Duration.ofSeconds(6), Duration.ofMillis(500), 24);

  /** For a look. */
  public static final Pace QUICK = new Pace(Duration.ofSeconds(2), Duration.ofMillis(250), 9);
}

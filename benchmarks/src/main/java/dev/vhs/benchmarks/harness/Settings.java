package dev.vhs.benchmarks.harness;

import java.nio.file.Path;

/**
 * How a run was asked for.
 *
 * @param quick whether it is only for a look
 * @param directory an empty folder for what is stored, on the disk to measure
 */
public record Settings(boolean quick, Path directory) {
  /** What goes with how a run was asked for. */
  public <T> T pick(T forALook, T whole) {
    return quick ? forALook : whole;
  }

  /** How long to measure what something is asked of. */
  public Pace pace() {
    return pick(Pace.QUICK, Pace.STEADY);
  }

  /** How long to measure where there are many tasks and many entrants, and nothing is asked. */
  public Pace survey() {
    return pick(Pace.GLANCE, Pace.SURVEY);
  }

  /** How often to measure what is done once a round. */
  public int rounds() {
    return pick(7, 21);
  }
}

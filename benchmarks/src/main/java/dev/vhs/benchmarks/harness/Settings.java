package dev.vhs.benchmarks.harness;

import java.nio.file.Path;

/**
 * The settings of a run.
 *
 * @param quick whether it is only for a look
 * @param directory an empty folder for what is stored, on the disk to measure
 */
public record Settings(boolean quick, Path directory) {
  /** Returns the value for a quick run, or the one for a full run. */
  public <T> T pick(T forALook, T whole) {
    return quick ? forALook : whole;
  }

  /** Returns the pace for a task that has a target. */
  public Pace pace() {
    return pick(Pace.QUICK, Pace.STEADY);
  }

  /** Returns the pace for many tasks with many entrants, which have no target. */
  public Pace survey() {
    return pick(Pace.GLANCE, Pace.SURVEY);
  }

  /** Returns the number of rounds for a task that is done once a round. */
  public int rounds() {
    return pick(7, 21);
  }
}

package dev.vhs.benchmarks.harness;

import java.nio.file.Path;

/**
 * How a run was asked for.
 *
 * @param quick whether it is only for a look
 * @param full whether what takes long is measured too
 * @param directory an empty folder for what is stored, on the disk to measure
 */
public record Settings(boolean quick, boolean full, Path directory) {
  /** What goes with how a run was asked for; for a look, if that was said, whatever else was. */
  public <T> T pick(T forALook, T usual, T whole) {
    return quick ? forALook : full ? whole : usual;
  }

  /** How long to measure. */
  public Pace pace() {
    return quick ? Pace.QUICK : Pace.STEADY;
  }

  /** How long to measure where there are many tasks and many entrants. */
  public Pace survey() {
    return quick ? Pace.GLANCE : Pace.SURVEY;
  }

  /** How often to measure what is done once a round. */
  public int rounds() {
    return quick ? 7 : 21;
  }
}

package dev.vhs.benchmarks.harness;

import java.nio.file.Path;

/**
 * How a run was asked for.
 *
 * @param quick whether it is only for a look
 * @param directory an empty folder for what is stored, on the disk to measure
 */
public record Settings(boolean quick, Path directory) {
  /** How long to measure. */
  public Pace pace() {
    return quick ? Pace.QUICK : Pace.STEADY;
  }

  /** How often to measure what is done once a round. */
  public int rounds() {
    return quick ? 7 : 21;
  }
}

package dev.vhs.benchmarks.harness;

import java.time.Duration;
import java.util.function.Consumer;

/** A table of the report: tasks that belong together, and the way to measure them. */
public interface Chapter {
  /** The word that chooses it on the command line. */
  String key();

  /** Returns the two sides of the comparison, as a heading. */
  String title();

  /** Returns the facts that a reader needs to judge the figures, in a few sentences. */
  String note();

  /**
   * Returns the longest time for which it measures by the clock. Work that is done a fixed number
   * of times comes on top.
   */
  default Duration timed(Settings settings) {
    return Duration.ZERO;
  }

  /**
   * Measures, and tells each row as soon as it is complete.
   *
   * @throws Exception whatever goes wrong; the rows told so far stay
   */
  void run(Settings settings, Consumer<Row> rows) throws Exception;
}

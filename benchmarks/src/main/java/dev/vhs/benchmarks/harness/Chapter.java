package dev.vhs.benchmarks.harness;

import java.time.Duration;
import java.util.function.Consumer;

/** One table of the report: tasks that belong together, and how they are measured. */
public interface Chapter {
  /** The word that chooses it on the command line. */
  String key();

  /** What it compares with what, as a heading. */
  String title();

  /** What a reader must know to judge the figures; a few sentences. */
  String note();

  /**
   * How long it measures by the clock, at most; what is done so many times, however long it takes,
   * comes on top.
   */
  default Duration timed(Settings settings) {
    return Duration.ZERO;
  }

  /**
   * Measures, and tells each row as soon as it is there.
   *
   * @throws Exception whatever goes wrong; the rows told so far stay
   */
  void run(Settings settings, Consumer<Row> rows) throws Exception;
}

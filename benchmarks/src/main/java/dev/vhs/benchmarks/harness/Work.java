package dev.vhs.benchmarks.harness;

/** The work that an entrant repeats. As many threads call it at once as the entrant has. */
@FunctionalInterface
public interface Work {
  /**
   * Does the work once.
   *
   * @param thread which of the entrant's threads this is, from 0
   * @param turn how often this thread has done it before, warm-up included
   */
  void run(int thread, long turn) throws Exception;
}

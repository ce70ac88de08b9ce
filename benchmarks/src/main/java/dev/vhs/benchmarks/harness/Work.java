package dev.vhs.benchmarks.harness;

/** What an entrant does over and over. Called by as many threads at once as the entrant has. */
@FunctionalInterface
public interface Work {
  /**
   * Does it once.
   *
   * @param thread which of the entrant's threads this is, from 0
   * @param turn how often this thread has done it before, warm-up included
   */
  void run(int thread, long turn) throws Exception;
}

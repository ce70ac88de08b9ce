package dev.vhs.internal;

import java.time.Duration;
import java.util.function.Supplier;

/** Runs work beside the caller: threads, or in a simulation what stands for them. */
public interface Tasks {
  /** Starts some work. */
  <R> Pending<R> start(Supplier<R> work);

  /**
   * Work that was started.
   *
   * @param <R> what it gives
   */
  interface Pending<R> {
    /** Waits for its end, and gives its result or throws what it threw. */
    R join();

    /**
     * Waits for its end.
     *
     * @return whether it ended within that time
     */
    boolean await(Duration limit);
  }
}

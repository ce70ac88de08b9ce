package dev.vhs.internal.runtime;

import java.time.Duration;
import java.util.function.Supplier;

/** The threads that work beside the caller, or their stand-ins in a simulation. */
public interface Tasks {
  /** Starts some work. */
  <R> Pending<R> start(Supplier<R> work);

  /**
   * Returns work that its caller does by {@link Shared#run}. Others can wait for its result
   * meanwhile.
   */
  default <R> Shared<R> share(Supplier<R> work) {
    Pending<R> started = start(work);
    return new Shared<>() {
      @Override
      public R run() {
        return started.join();
      }

      @Override
      public R join() {
        return started.join();
      }

      @Override
      public boolean await(Duration limit) {
        return started.await(limit);
      }
    };
  }

  /**
   * Work that was started.
   *
   * @param <R> the type of its result
   */
  interface Pending<R> {
    /** Waits for the end of the work, then returns its result or throws its failure. */
    R join();

    /**
     * Waits for the end of the work.
     *
     * @return true if it ended within the limit
     */
    boolean await(Duration limit);
  }

  /**
   * Work that one thread does and others wait for.
   *
   * @param <R> the type of its result
   */
  interface Shared<R> extends Pending<R> {
    /**
     * Does the work, unless it is being done already. Only the thread that shared it calls this,
     * and only once.
     */
    R run();
  }
}

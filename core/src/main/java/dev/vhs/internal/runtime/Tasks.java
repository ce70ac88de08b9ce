package dev.vhs.internal.runtime;

import java.time.Duration;
import java.util.function.Supplier;

/** Runs work beside the caller: threads, or in a simulation what stands for them. */
public interface Tasks {
  /** Starts some work. */
  <R> Pending<R> start(Supplier<R> work);

  /**
   * Some work that its caller does by {@link Shared#run}, and for whose result others can wait
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

  /**
   * Work that one thread does and others wait for.
   *
   * @param <R> what it gives
   */
  interface Shared<R> extends Pending<R> {
    /** Does it, if it is not being done already; once, by whoever shares it. */
    R run();
  }
}

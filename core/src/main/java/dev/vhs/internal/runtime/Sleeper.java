package dev.vhs.internal.runtime;

import java.time.Duration;

/** A way to wait. */
@FunctionalInterface
public interface Sleeper {
  /**
   * Waits for a time.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  void sleep(Duration time) throws InterruptedException;
}

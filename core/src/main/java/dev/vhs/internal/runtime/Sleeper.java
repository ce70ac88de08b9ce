package dev.vhs.internal.runtime;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Sleeper {
  /**
   * Waits for a time.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  void sleep(Duration time) throws InterruptedException;
}

package dev.vhs.internal;

import java.time.Duration;

/**
 * Waits between tries, for a random time from zero to a ceiling that doubles ("full jitter": AWS
 * Architecture Blog, "Exponential Backoff And Jitter"), within a budget.
 */
final class BackOff {
  private static final int MAX_DOUBLINGS = 30;

  private final Engine engine;
  private final OperationCall call;
  private final long startedNanos;
  private int tries;

  BackOff(Engine engine, OperationCall call) {
    this.engine = engine;
    this.call = call;
    this.startedNanos = call.elapsedNanos();
  }

  /** Whether the conflict budget is used up. */
  boolean isExhausted() {
    return call.isExpired()
        || call.elapsedNanos() - startedNanos > engine.settings().conflictBudget().toNanos();
  }

  int tries() {
    return tries;
  }

  /** Counts a next try that is made at once. */
  void skip() {
    tries++;
    call.retried();
  }

  /** Waits before the next try, and counts it. */
  void pause() {
    long most = engine.settings().mostBackOff().toNanos();
    long first = engine.settings().firstBackOff().toNanos();
    int doublings = Math.min(tries++, MAX_DOUBLINGS);
    long ceiling = first > (most >> doublings) ? most : first << doublings;
    call.retried();
    call.sleep(Duration.ofNanos((long) (engine.environment().random().nextDouble() * ceiling)));
  }
}

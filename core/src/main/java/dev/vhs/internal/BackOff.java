package dev.vhs.internal;

import java.time.Duration;

/**
 * Waits between tries, for a random time from zero to a ceiling that doubles ("full jitter": AWS
 * Architecture Blog, "Exponential Backoff And Jitter"), within a budget.
 *
 * <p>After conflicts this alone would let calls starve: who has just won goes on at once, while
 * those who lost wait ever longer. So past a quarter of its budget a call halves its ceiling with
 * each try instead, down to the first: it becomes as quick as newcomers, and then quicker.
 */
final class BackOff {
  /** The part of the budget after which a call gains on others. */
  private static final int POLITE_PART = 4;

  private final Engine engine;
  private final OperationCall call;
  private final boolean hurries;
  private final long startedNanos;
  private long ceilingNanos;
  private int tries;
  private boolean skipped;

  private BackOff(Engine engine, OperationCall call, boolean hurries) {
    this.engine = engine;
    this.call = call;
    this.hurries = hurries;
    this.startedNanos = call.elapsedNanos();
    this.ceilingNanos = firstNanos();
  }

  /** Of a call that loses to others. */
  static BackOff ofConflicts(Engine engine, OperationCall call) {
    return new BackOff(engine, call, true);
  }

  /** Of a call that a service does not answer, or has no room for. */
  static BackOff ofService(Engine engine, OperationCall call) {
    return new BackOff(engine, call, false);
  }

  private long firstNanos() {
    return engine.settings().firstBackOff().toNanos();
  }

  private long spentNanos() {
    return call.elapsedNanos() - startedNanos;
  }

  /** Whether the conflict budget is used up. */
  boolean isExhausted() {
    return call.isExpired() || spentNanos() > engine.settings().conflictBudget().toNanos();
  }

  int tries() {
    return tries;
  }

  private boolean hasWaitedLong() {
    return hurries
        && spentNanos() > engine.settings().conflictBudget().dividedBy(POLITE_PART).toNanos();
  }

  /**
   * Whether the next try is to be made at once, upon what the last one met: the first, and every
   * other one when there is no more patience. Not each, or it might stay behind what is newest for
   * good.
   */
  boolean isUrgent() {
    return tries == 0 || (hasWaitedLong() && ceilingNanos == firstNanos() && !skipped);
  }

  /** Counts a next try that is made at once. */
  void skip() {
    next(true);
  }

  /** Waits before the next try, and counts it. */
  void pause() {
    long ceiling = ceilingNanos;
    next(false);
    call.sleep(Duration.ofNanos((long) (engine.environment().random().nextDouble() * ceiling)));
  }

  private void next(boolean atOnce) {
    long most = engine.settings().mostBackOff().toNanos();
    if (hasWaitedLong()) {
      ceilingNanos = Math.max(firstNanos(), ceilingNanos / 2);
    } else {
      ceilingNanos = ceilingNanos > most / 2 ? most : 2 * ceilingNanos;
    }
    tries++;
    skipped = atOnce;
    call.retried();
  }
}

package dev.vhs.internal.commit;

import dev.vhs.internal.runtime.OperationContext;
import java.time.Duration;

/**
 * The waiting between tries: each time a random time from zero to a ceiling that doubles ("full
 * jitter": AWS Architecture Blog, "Exponential Backoff And Jitter"), within a budget.
 *
 * <p>After conflicts this alone would starve calls: a winner goes on at once, while the losers wait
 * ever longer. So past a quarter of its budget a call halves its ceiling with each try instead,
 * down to the first one. It becomes as quick as newcomers, and then quicker.
 */
public final class BackOff {
  /** The part of the budget, as a divisor, after which a call gains on others. */
  private static final int POLITE_PART = 4;

  private final StoreContext store;
  private final OperationContext context;
  private final boolean hurries;
  private final long startedNanos;
  private long ceilingNanos;
  private int tries;
  private boolean skipped;

  private BackOff(StoreContext store, OperationContext context, boolean hurries) {
    this.store = store;
    this.context = context;
    this.hurries = hurries;
    this.startedNanos = context.elapsedNanos();
    this.ceilingNanos = firstNanos();
  }

  /** Returns the back-off of a call that loses to other writers. */
  public static BackOff ofConflicts(StoreContext store, OperationContext context) {
    return new BackOff(store, context, true);
  }

  /** Returns the back-off of a call that a service does not answer, or has no room for. */
  public static BackOff ofService(StoreContext store, OperationContext context) {
    return new BackOff(store, context, false);
  }

  private long firstNanos() {
    return store.settings().firstBackOff().toNanos();
  }

  private long spentNanos() {
    return context.elapsedNanos() - startedNanos;
  }

  /** Returns whether the conflict budget is used up. */
  public boolean isExhausted() {
    return context.isExpired() || spentNanos() > store.settings().conflictBudget().toNanos();
  }

  public int tries() {
    return tries;
  }

  private boolean hasWaitedLong() {
    return hurries
        && spentNanos() > store.settings().conflictBudget().dividedBy(POLITE_PART).toNanos();
  }

  /**
   * Returns whether the next try is to be made at once, on top of the row that the last one met.
   * That is so for the first try, and for every other one once the call has waited long. It is not
   * so for each, or the call might stay behind the newest version for good.
   */
  public boolean isUrgent() {
    return tries == 0 || (hasWaitedLong() && ceilingNanos == firstNanos() && !skipped);
  }

  /** Counts a next try that is made at once. */
  public void skip() {
    next(true);
  }

  /** Waits before the next try, and counts it. */
  public void pause() {
    long ceiling = ceilingNanos;
    next(false);
    context.sleep(Duration.ofNanos((long) (store.environment().random().nextDouble() * ceiling)));
  }

  private void next(boolean atOnce) {
    long max = store.settings().maxBackOff().toNanos();
    if (hasWaitedLong()) {
      ceilingNanos = Math.max(firstNanos(), ceilingNanos / 2);
    } else {
      ceilingNanos = ceilingNanos > max / 2 ? max : 2 * ceilingNanos;
    }
    tries++;
    skipped = atOnce;
    context.retried();
  }
}

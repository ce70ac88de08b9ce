package dev.vhs.internal.commit;

import dev.vhs.internal.runtime.OperationContext;
import java.time.Duration;

/**
 * Waits between tries, for a random time from zero to a ceiling that doubles ("full jitter": AWS
 * Architecture Blog, "Exponential Backoff And Jitter"), within a budget.
 *
 * <p>After conflicts this alone would let calls starve: who has just won goes on at once, while
 * those who lost wait ever longer. So past a quarter of its budget a call halves its ceiling with
 * each try instead, down to the first: it becomes as quick as newcomers, and then quicker.
 */
public final class BackOff {
  /** The part of the budget after which a call gains on others. */
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

  /** Of a call that loses to others. */
  public static BackOff ofConflicts(StoreContext store, OperationContext context) {
    return new BackOff(store, context, true);
  }

  /** Of a call that a service does not answer, or has no room for. */
  public static BackOff ofService(StoreContext store, OperationContext context) {
    return new BackOff(store, context, false);
  }

  private long firstNanos() {
    return store.settings().firstBackOff().toNanos();
  }

  private long spentNanos() {
    return context.elapsedNanos() - startedNanos;
  }

  /** Whether the conflict budget is used up. */
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
   * Whether the next try is to be made at once, upon what the last one met: the first, and every
   * other one when there is no more patience. Not each, or it might stay behind what is newest for
   * good.
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
    long most = store.settings().maxBackOff().toNanos();
    if (hasWaitedLong()) {
      ceilingNanos = Math.max(firstNanos(), ceilingNanos / 2);
    } else {
      ceilingNanos = ceilingNanos > most / 2 ? most : 2 * ceilingNanos;
    }
    tries++;
    skipped = atOnce;
    context.retried();
  }
}

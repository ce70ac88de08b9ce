package dev.vhs.testkit.simulation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pooled thread that runs fibers, one after the other. */
final class Worker extends Seat implements Runnable {
  private @Nullable Fiber fiber;
  private boolean closed;

  /** Says which fiber to run when the turn comes. */
  void assign(Fiber next) {
    fiber = next;
  }

  /** Ends the thread; it must be idle. */
  void close() {
    closed = true;
    giveTurn();
  }

  @Override
  public void run() {
    awaitTurn();
    while (!closed) {
      Fiber next = Objects.requireNonNull(fiber);
      fiber = null;
      next.scheduler().perform(next, this);
    }
  }
}

package dev.vhs.simulation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pooled thread that runs fibers, one after the other. */
final class Worker extends TurnGate implements Runnable {
  private @Nullable SimulatedThread fiber;
  private boolean closed;

  /** Says which fiber to run when the turn comes. */
  void assign(SimulatedThread next) {
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
      SimulatedThread next = Objects.requireNonNull(fiber);
      fiber = null;
      next.scheduler().perform(next, this);
    }
  }
}

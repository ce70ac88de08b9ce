package dev.vhs.simulation;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A real thread that waits for its turn. Of all the seats of a scheduler one at a time has it. */
class TurnGate {
  private static final long WATCH_NANOS = 1_000_000_000;

  @Nullable Thread thread;
  private volatile boolean turn;

  /** Lets the thread go on; the caller must wait for its own turn, or end. */
  final void giveTurn() {
    turn = true;
    LockSupport.unpark(thread);
  }

  /** Waits until the turn is given. */
  final void awaitTurn() {
    while (!turn) {
      LockSupport.park(this);
    }
    turn = false;
  }

  /** Waits for the turn, looking round every second. */
  final void awaitTurn(Runnable watch) {
    while (!turn) {
      LockSupport.parkNanos(this, WATCH_NANOS);
      if (!turn) {
        watch.run();
      }
    }
    turn = false;
  }
}

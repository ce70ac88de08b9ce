package dev.vhs.local.sqlite;

import dev.vhs.StoreUnavailable;
import dev.vhs.spi.RequestContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** The end of a thread's time to wait for the locks of others. */
final class Deadline {
  private static final long FIRST_PAUSE_NANOS = 200_000;
  private static final long LONGEST_PAUSE_NANOS = 4_000_000;

  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  static Deadline of(RequestContext context) {
    return in(context.remaining());
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Returns the time left; negative once it has passed. */
  long nanos() {
    return endNanos - System.nanoTime();
  }

  Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos()));
  }

  /** A step that SQLite may refuse because somebody else has a lock. */
  interface Step {
    /** Runs it once. */
    void run() throws SQLException;
  }

  /**
   * Runs a step until nobody else is in its way, at least once.
   *
   * <p>SQLite's own busy handler sleeps up to 100 ms between tries, which is an age beside an
   * fsync; these pauses are short and random.
   *
   * @throws SQLException what the step throws otherwise, and what it threw last when the time is up
   * @throws StoreUnavailable if the thread was interrupted while it waited; it still is then
   */
  void whileBusy(Step step) throws SQLException {
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      try {
        step.run();
        return;
      } catch (SQLException e) {
        long left = nanos();
        if (!SqliteFailures.isBusy(e) || left <= 0) {
          throw e;
        }
        LockSupport.parkNanos(this, Math.min(left, ThreadLocalRandom.current().nextLong(pause)));
        if (Thread.currentThread().isInterrupted()) {
          throw new StoreUnavailable("Interrupted while another process had the index locked", e);
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
      }
    }
  }
}

package dev.vhs.local.sqlite;

import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A write on its way through {@link GroupCommit}, and how it ended. Its outcome is set by the
 * thread that leads, and read by its own once it has ended.
 */
final class QueuedWrite<T> {
  private enum State {
    WAITING,
    LEADING,
    ENDED
  }

  private final Write<T> write;
  private final long bytes;
  private final Deadline deadline;
  private final Thread thread = Thread.currentThread();
  private volatile State state;
  private boolean committing;
  private @Nullable T answer;
  private @Nullable VhsException refusal;
  private @Nullable SQLException failure;
  private @Nullable SQLException doubt;

  QueuedWrite(Write<T> write, long bytes, Deadline deadline, boolean leads) {
    this.write = write;
    this.bytes = bytes;
    this.deadline = deadline;
    this.state = leads ? State.LEADING : State.WAITING;
  }

  long bytes() {
    return bytes;
  }

  Deadline deadline() {
    return deadline;
  }

  /** Returns whether it still waits for its turn. */
  boolean isWaiting() {
    return state == State.WAITING;
  }

  boolean isLeading() {
    return state == State.LEADING;
  }

  /** Wakes its thread to lead. */
  void lead() {
    become(State.LEADING);
  }

  /** Runs it in a transaction that is not committed yet; its answer holds only once that is. */
  void apply(Session session) throws SQLException {
    committing = false;
    answer = null;
    refusal = null;
    try {
      answer = write.apply(session);
    } catch (VhsException e) {
      refusal = e;
    }
  }

  /** Notes that it may have been applied from here on. */
  void committing() {
    committing = true;
  }

  /** Ends it: its answer holds. */
  void committed() {
    become(State.ENDED);
  }

  /** Ends it: it was not applied and never will be. */
  void fail(VhsException e) {
    refusal = e;
    become(State.ENDED);
  }

  /** Ends it: it was not applied and never will be. */
  void fail(SQLException e) {
    failure = e;
    become(State.ENDED);
  }

  /** Ends it: it may have been applied or not. */
  void lose(SQLException e) {
    doubt = e;
    become(State.ENDED);
  }

  /** Ends it if nothing else has: the thread that led is leaving on an error of its own. */
  void abandon() {
    if (state == State.ENDED) {
      return;
    }
    if (committing) {
      lose(new SQLException("the thread that was committing failed"));
    } else {
      fail(
          new StoreUnavailable("The thread that was writing for this one failed; try again", null));
    }
  }

  /**
   * Returns its answer.
   *
   * @throws VhsException if it was not applied
   * @throws OutcomeUnknown if it may have been
   */
  T result(Path file) throws OutcomeUnknown {
    if (doubt != null) {
      throw new OutcomeUnknown(
          "Index " + file + " failed while a write was being committed: " + doubt.getMessage(),
          doubt);
    }
    if (failure != null) {
      throw SqliteFailures.translate(failure, file);
    }
    if (refusal != null) {
      throw refusal;
    }
    if (answer == null) {
      throw new IllegalStateException("a write ended without an answer");
    }
    return answer;
  }

  private void become(State next) {
    state = next;
    if (thread != Thread.currentThread()) {
      LockSupport.unpark(thread);
    }
  }
}

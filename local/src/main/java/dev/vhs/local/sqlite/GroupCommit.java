package dev.vhs.local.sqlite;

import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.spi.RequestContext;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one writer of this process: runs the waiting writes of all threads in one transaction.
 *
 * <p>A thread that finds nobody writing leads: it begins a transaction, then takes all writes that
 * have queued up meanwhile, runs them, commits once, and tells their threads; the first that has
 * queued up by then leads the next. So a thread alone never waits for another one, and many share
 * an fsync. Until a write is taken, its thread can withdraw it, and is then certain that it was not
 * and will not be run.
 */
final class GroupCommit {
  private static final int MAX_WRITES = 256;
  private static final long MAX_BYTES = 8L << 20;

  private final Sessions sessions;
  private final Variant variant;
  private final Ending ending;
  private final LongAdder transactions = new LongAdder();
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<QueuedWrite<?>> queue = new ArrayDeque<>();
  private boolean led;

  GroupCommit(Sessions sessions, Variant variant) {
    this(sessions, variant, session -> session.run(Sql.COMMIT));
  }

  /** Makes one that ends transactions in another way than COMMIT, for tests that have it fail. */
  GroupCommit(Sessions sessions, Variant variant, Ending ending) {
    this.sessions = sessions;
    this.variant = variant;
    this.ending = ending;
  }

  /** The end of a transaction. */
  interface Ending {
    /** Commits. */
    void end(Session session) throws SQLException;
  }

  /**
   * Runs a write, durably.
   *
   * @throws VhsException if it was not applied and never will be
   * @throws OutcomeUnknown if it may have been
   */
  <T> T run(Write<T> write, long bytes, RequestContext context) throws OutcomeUnknown {
    QueuedWrite<T> mine = enqueue(write, bytes, Deadline.of(context));
    await(mine);
    if (mine.isLeading()) {
      lead(mine);
    }
    return mine.result(sessions.file().path());
  }

  /** Returns the number of writes that wait for their turn. */
  int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether a thread leads. */
  boolean isLed() {
    lock.lock();
    try {
      return led;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of transactions that have been committed. */
  long transactions() {
    return transactions.sum();
  }

  private <T> QueuedWrite<T> enqueue(Write<T> write, long bytes, Deadline deadline) {
    lock.lock();
    try {
      QueuedWrite<T> queued = new QueuedWrite<>(write, bytes, deadline, !led);
      if (led) {
        queue.addLast(queued);
      }
      led = true;
      return queued;
    } finally {
      lock.unlock();
    }
  }

  private void await(QueuedWrite<?> mine) throws OutcomeUnknown {
    boolean interrupted = false;
    try {
      while (mine.isWaiting()) {
        long left = mine.deadline().nanos();
        interrupted |= Thread.interrupted();
        if ((left <= 0 || interrupted) && withdraw(mine)) {
          throw new StoreUnavailable(
              (interrupted ? "Interrupted" : "Out of time")
                  + " before the write to index "
                  + sessions.file().path()
                  + " began",
              null);
        }
        if (left <= 0 && mine.isWaiting()) {
          throw new OutcomeUnknown("out of time while the write was being committed", null);
        }
        if (mine.isWaiting()) {
          LockSupport.parkNanos(this, left);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean withdraw(QueuedWrite<?> mine) {
    lock.lock();
    try {
      return queue.remove(mine);
    } finally {
      lock.unlock();
    }
  }

  /** Runs the leader's own write and those that have queued up, and lets the next one lead. */
  private void lead(QueuedWrite<?> mine) {
    List<QueuedWrite<?>> group = new ArrayList<>();
    group.add(mine);
    try {
      Session session = begin(mine.deadline());
      takeQueued(group);
      if (!runTogether(session, group)) {
        group.forEach(this::runAlone);
      }
    } catch (VhsException e) {
      mine.fail(e);
    } finally {
      handOver();
      group.forEach(QueuedWrite::abandon);
    }
  }

  private Session begin(Deadline deadline) {
    Session session = null;
    boolean good = false;
    try {
      Session taken = sessions.takeForWriting(variant, deadline);
      session = taken;
      deadline.whileBusy(() -> taken.run(Sql.BEGIN));
      good = true;
      return taken;
    } catch (SQLException e) {
      throw SqliteFailures.translate(e, sessions.file().path());
    } finally {
      if (session != null && !good) {
        sessions.release(session, false);
      }
    }
  }

  private void takeQueued(List<QueuedWrite<?>> group) {
    lock.lock();
    try {
      long bytes = 0;
      while (!queue.isEmpty() && group.size() < MAX_WRITES && bytes < MAX_BYTES) {
        QueuedWrite<?> next = queue.removeFirst();
        bytes += next.bytes();
        group.add(next);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs writes in the transaction that has begun, and commits.
   *
   * @return false where one of several failed in a way that ended the transaction, with nothing
   *     applied
   */
  private boolean runTogether(Session session, List<QueuedWrite<?>> group) {
    boolean good = false;
    try {
      for (QueuedWrite<?> write : group) {
        write.apply(session);
      }
      good = commit(session, group);
      return true;
    } catch (SQLException e) {
      if (group.size() > 1) {
        return false;
      }
      group.get(0).fail(e);
      return true;
    } finally {
      // Closing a connection rolls back what was not committed.
      sessions.release(session, good);
    }
  }

  private boolean commit(Session session, List<QueuedWrite<?>> group) {
    try {
      group.forEach(QueuedWrite::committing);
      ending.end(session);
      transactions.increment();
      group.forEach(QueuedWrite::committed);
      return true;
    } catch (SQLException e) {
      boolean harmless = SqliteFailures.isHarmlessAtCommit(e);
      for (QueuedWrite<?> write : group) {
        if (harmless) {
          write.fail(e);
        } else {
          write.lose(e);
        }
      }
      return false;
    }
  }

  private void runAlone(QueuedWrite<?> write) {
    try {
      runTogether(begin(write.deadline()), List.of(write));
    } catch (VhsException e) {
      write.fail(e);
    }
  }

  private void handOver() {
    lock.lock();
    try {
      QueuedWrite<?> next = queue.pollFirst();
      if (next == null) {
        led = false;
      } else {
        next.lead();
      }
    } finally {
      lock.unlock();
    }
  }
}

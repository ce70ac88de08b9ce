package dev.vhs.local.sqlite;

import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.spi.RequestContext;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one index file, opened when they are needed and kept.
 *
 * <p>Readers take from one end and the writer from the other, so that the writer mostly gets the
 * connection whose page cache is still right; a program of one thread has one connection in all. A
 * connection in whose use anything went wrong is closed and not used again.
 */
final class Sessions implements AutoCloseable {
  private static final int MAX_READERS = 8;
  private static final int MAX_TRIES_UNCHANGING = 100;

  private final IndexFile file;
  private final Semaphore readers = new Semaphore(MAX_READERS);
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Session> idle = new ArrayDeque<>();
  private boolean closed;

  Sessions(IndexFile file) {
    this.file = file;
  }

  IndexFile file() {
    return file;
  }

  /** A reading with a connection. */
  interface Reading<T> {
    /** Reads. */
    @Nullable T from(Session session) throws SQLException;
  }

  /** Reads; null where there is no index yet. */
  <T> @Nullable T read(RequestContext context, Reading<T> reading) {
    Deadline deadline = Deadline.of(context);
    enter(deadline);
    try {
      for (int tries = 1; ; tries++) {
        Session session = take(true);
        if (session == null) {
          session = file.open(deadline.remaining());
        }
        if (session == null) {
          return null;
        }
        boolean good = false;
        try {
          session.patience(deadline.remaining());
          @Nullable T result = reading.from(session);
          good = true;
          if (!session.isUnlocked() || isUnchanged(session)) {
            return result;
          }
        } catch (SQLException e) {
          throw SqliteFailures.translate(e, file.path());
        } finally {
          release(session, good, true);
        }
        if (tries == MAX_TRIES_UNCHANGING) {
          throw new StoreUnavailable(
              "Index "
                  + file.path()
                  + " changed whenever it was read; its folder can't be written by this user, so"
                  + " that it can't be locked",
              null);
        }
      }
    } finally {
      readers.release();
    }
  }

  /** Takes a connection for the one thread that writes; the index is made if it is not there. */
  Session takeForWriting(Variant variant, Deadline deadline) throws SQLException {
    Session session = take(false);
    if (session == null) {
      session = file.openOrCreate(variant, deadline);
    }
    session.patience(java.time.Duration.ZERO);
    return session;
  }

  /** Takes a writer's connection back. */
  void release(Session session, boolean good) {
    release(session, good, false);
  }

  private void enter(Deadline deadline) {
    try {
      if (readers.tryAcquire() || readers.tryAcquire(deadline.nanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("Interrupted before index " + file.path() + " was read", e);
    }
    throw new StoreUnavailable(
        "No connection to index " + file.path() + " became free in time; try again", null);
  }

  private @Nullable Session take(boolean first) {
    FileStamp now = file.stamp();
    while (true) {
      Session session;
      lock.lock();
      try {
        if (closed) {
          throw new IllegalStateException("index " + file.path() + " is closed");
        }
        session = first ? idle.pollFirst() : idle.pollLast();
      } finally {
        lock.unlock();
      }
      FileStamp opened = session == null ? null : session.stamp();
      if (session == null || (opened != null && opened.isSameFile(now))) {
        return session;
      }
      session.close();
    }
  }

  private void release(Session session, boolean good, boolean first) {
    boolean keep = good && session.isWriting();
    if (keep) {
      lock.lock();
      try {
        keep = !closed;
        if (keep && first) {
          idle.addFirst(session);
        } else if (keep) {
          idle.addLast(session);
        }
      } finally {
        lock.unlock();
      }
    }
    if (!keep) {
      session.close();
    }
  }

  private boolean isUnchanged(Session session) {
    FileStamp opened = session.stamp();
    return opened != null && opened.equals(file.stamp()) && file.isAtRest();
  }

  @Override
  public void close() {
    while (true) {
      Session session;
      lock.lock();
      try {
        closed = true;
        session = idle.pollFirst();
      } finally {
        lock.unlock();
      }
      if (session == null) {
        return;
      }
      session.close();
    }
  }
}

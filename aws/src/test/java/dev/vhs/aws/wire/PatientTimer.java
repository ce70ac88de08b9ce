package dev.vhs.aws.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A timer of requests for which time passes only when a test says so. */
final class PatientTimer extends ScheduledThreadPoolExecutor {
  private final Map<Thread, Deque<Limit>> limits = new ConcurrentHashMap<>();

  PatientTimer() {
    super(0);
  }

  /** Lets the last time limit of a thread's request run out: that of its attempt. */
  void expire(Thread thread) {
    Deque<Limit> own = limits.get(thread);
    if (own == null) {
      throw new IllegalStateException(thread + " waits for nothing");
    }
    Limit last;
    synchronized (own) {
      last = own.getLast();
    }
    last.run();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    Deque<Limit> own = limits.computeIfAbsent(Thread.currentThread(), thread -> new ArrayDeque<>());
    Limit limit = new Limit(task);
    synchronized (own) {
      own.removeIf(Limit::isDone);
      own.add(limit);
    }
    return limit;
  }

  /** A time limit. */
  private static final class Limit extends FutureTask<@Nullable Void>
      implements ScheduledFuture<@Nullable Void> {
    Limit(Runnable task) {
      super(task, null);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return Long.MAX_VALUE;
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}

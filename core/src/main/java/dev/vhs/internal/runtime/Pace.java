package dev.vhs.internal.runtime;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The pace of a call's requests. A thread that is about to send more waits until those already sent
 * are due. The pace goes by the requests that the call has counted, repetitions included. Up to one
 * second of unused time may be made up for. Safe for use by many threads.
 */
public final class Pace {
  private static final long BURST_NANOS = 1_000_000_000;

  /** The longest wait; added to any due time it does not overflow. */
  private static final long MAX_NANOS = Periods.MAX.toNanos();

  private final OperationContext context;
  private final double nanosPerRequest;
  private final ReentrantLock lock = new ReentrantLock();
  private long counted;
  private long dueNanos;

  /** Creates a pace of a number of requests per second. */
  public Pace(OperationContext context, double requestsPerSecond) {
    this.context = context;
    this.nanosPerRequest = 1e9 / requestsPerSecond;
  }

  /** Waits until more may be sent. */
  public void keep() {
    long wait;
    lock.lock();
    try {
      long requests = context.requests();
      long now = context.elapsedNanos();
      dueNanos =
          Math.max(dueNanos, now - BURST_NANOS)
              + Math.min(MAX_NANOS, Math.round((requests - counted) * nanosPerRequest));
      counted = requests;
      wait = dueNanos - now;
    } finally {
      lock.unlock();
    }
    if (wait > 0) {
      context.sleep(Duration.ofNanos(wait));
    }
  }
}

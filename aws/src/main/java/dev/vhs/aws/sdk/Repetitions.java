package dev.vhs.aws.sdk;

import dev.vhs.StoreUnavailable;
import dev.vhs.spi.RequestContext;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;

/**
 * The budget of one client for repeating writes that a service in trouble has refused or not
 * answered. All calls of the client share it.
 *
 * <p>The SDK sends a request up to five times within about a second, from a budget of its own. If
 * all of them fail, the engine repeats the write until it is answered or its call is over. Each
 * repetition is one request, which waits for its turn: one turn is free at once, and then one every
 * {@link #INTERVAL}. So one call sends a dozen requests in 30 seconds, however many clients there
 * are, and none of them brings a throttled table to its knees.
 *
 * <p>Each write that is answered frees two more turns, which are lost if nobody takes them within
 * an interval. As soon as the service is well again, all who wait have their turn within a second
 * or two. Safe for use by many threads.
 */
public final class Repetitions {
  /** The time from one turn to the next while nothing succeeds. */
  static final Duration INTERVAL = Duration.ofSeconds(5);

  /** The time after which a waiting call looks whether a success has freed a turn. */
  private static final Duration LOOK = Duration.ofMillis(100);

  /** The number of turns that one success frees. */
  private static final int FREED = 2;

  /** The greatest number of free turns. */
  private static final int MOST = 64;

  private final LongSupplier nanoTime;
  private final Pause pause;
  private final Map<Object, Boolean> failed = new WeakHashMap<>();
  private volatile boolean inTrouble;
  private double free = 1;
  private long countedNanos;
  private long freedNanos;

  /** A way to wait. */
  @FunctionalInterface
  public interface Pause {
    /** Waits for a time. */
    void sleep(Duration time) throws InterruptedException;
  }

  /** Makes the budget of a client. */
  public Repetitions() {
    this(System::nanoTime, time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000));
  }

  /**
   * Makes a budget.
   *
   * @param nanoTime time that only goes forward, in nanoseconds
   * @param pause waits for such time to pass
   */
  public Repetitions(LongSupplier nanoTime, Pause pause) {
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.countedNanos = nanoTime.getAsLong();
    this.freedNanos = countedNanos;
  }

  /** Returns whether a write has failed before for trouble of the service. */
  public boolean isRepetition(Object write) {
    if (!inTrouble) {
      return false;
    }
    synchronized (this) {
      return failed.containsKey(write);
    }
  }

  /** Records that a write has failed, after all that the SDK tried. */
  public synchronized void failed(Object write) {
    inTrouble = true;
    failed.put(write, true);
  }

  /** Records that the service has answered a write. */
  public void succeeded(Object write) {
    if (!inTrouble) {
      return;
    }
    synchronized (this) {
      count();
      free = Math.min(MOST, free + FREED);
      freedNanos = countedNanos;
      failed.remove(write);
      inTrouble = !failed.isEmpty();
    }
  }

  /**
   * Waits until a repetition has its turn.
   *
   * @return false if the call's time is over before that
   * @throws StoreUnavailable if the thread is interrupted, which stays marked
   */
  public boolean awaitTurn(RequestContext context) {
    while (true) {
      Duration wait = take();
      Duration remaining = context.remaining();
      if (wait.isZero() || remaining.isZero()) {
        return wait.isZero();
      }
      Duration look = wait.compareTo(LOOK) < 0 ? wait : LOOK;
      try {
        pause.sleep(look.compareTo(remaining) < 0 ? look : remaining);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreUnavailable("Interrupted while a write waited to be repeated", e);
      }
    }
  }

  /** Takes a turn, and returns zero; else the time until the next one. */
  private synchronized Duration take() {
    count();
    if (free >= 1) {
      free--;
      return Duration.ZERO;
    }
    return Duration.ofNanos((long) Math.ceil((1 - free) * INTERVAL.toNanos()));
  }

  /** Counts the turns that time has freed, and forgets those that nobody took. */
  private void count() {
    long now = nanoTime.getAsLong();
    if (free > 1 && now - freedNanos >= INTERVAL.toNanos()) {
      free = 1;
    }
    if (free < 1) {
      free = Math.min(1, free + (double) (now - countedNanos) / INTERVAL.toNanos());
    }
    countedNanos = now;
  }
}

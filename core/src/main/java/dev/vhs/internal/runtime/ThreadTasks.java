package dev.vhs.internal.runtime;

import dev.vhs.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tasks on daemon threads that are kept for a minute. */
public final class ThreadTasks implements Tasks {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "vhs-" + NUMBERS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public <R> Pending<R> start(Supplier<R> work) {
    Work<R> started = new Work<>(work);
    threads.execute(started::perform);
    return started;
  }

  @Override
  public <R> Shared<R> share(Supplier<R> work) {
    return new Work<>(work);
  }

  /**
   * Work that a thread does, or the caller on its own thread, so that sharing costs no handover.
   *
   * <p>Its end is noted without any memory of its own, so that also work which dies of an {@link
   * OutOfMemoryError} ends the wait of the others. A {@link java.util.concurrent.FutureTask} does
   * not promise that: where memory lacks as it ends, it stays neither done nor undone, and those
   * who wait for it wait for ever.
   */
  private static final class Work<R> implements Shared<R> {
    private final Supplier<R> work;
    private final CountDownLatch ended = new CountDownLatch(1);

    // Both are written before the latch opens, and read after it.
    private @Nullable R result;
    private @Nullable Throwable failure;

    Work(Supplier<R> work) {
      this.work = work;
    }

    void perform() {
      try {
        result = work.get();
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        ended.countDown();
      }
    }

    @Override
    public R run() {
      perform();
      return outcome();
    }

    @Override
    public R join() {
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreUnavailable(
            "The wait for a request was interrupted; nothing was written", e);
      }
      return outcome();
    }

    @SuppressWarnings("NullAway") // the result of work that has ended may be null only where R may
    private R outcome() {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure != null) {
        throw (RuntimeException) failure;
      }
      return result;
    }

    @Override
    public boolean await(Duration limit) {
      try {
        return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}

package dev.vhs.internal.runtime;

import dev.vhs.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

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
    Work<R> started = new Work<>(new FutureTask<>(work::get));
    threads.execute(started.task);
    return started;
  }

  @Override
  public <R> Shared<R> share(Supplier<R> work) {
    return new Work<>(new FutureTask<>(work::get));
  }

  /**
   * Work that a thread does, or the caller on its own thread, so that sharing costs no handover.
   *
   * <p>A {@link FutureTask} notes its end without any memory of its own: also work that dies of an
   * {@link OutOfMemoryError} ends the wait of the others.
   */
  private record Work<R>(FutureTask<R> task) implements Shared<R> {
    @Override
    public R run() {
      task.run();
      return join();
    }

    @Override
    public R join() {
      try {
        return task.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) e.getCause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreUnavailable(
            "Interrupted while waiting for a request; nothing was committed", e);
      }
    }

    @Override
    public boolean await(Duration limit) {
      try {
        task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (ExecutionException e) {
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}

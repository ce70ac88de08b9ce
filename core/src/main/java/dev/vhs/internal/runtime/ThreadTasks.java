package dev.vhs.internal.runtime;

import dev.vhs.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    return new FuturePending<>(CompletableFuture.supplyAsync(work, threads));
  }

  @Override
  public <R> Shared<R> share(Supplier<R> work) {
    return new SharedFuture<>(work, new CompletableFuture<>());
  }

  /** Work that the caller does on its own thread, so that sharing costs no handover. */
  private record SharedFuture<R>(Supplier<R> work, CompletableFuture<R> future)
      implements Shared<R> {
    @Override
    public R run() {
      try {
        R result = work.get();
        future.complete(result);
        return result;
      } catch (RuntimeException | Error e) {
        future.completeExceptionally(e);
        throw e;
      }
    }

    @Override
    public R join() {
      return new FuturePending<>(future).join();
    }

    @Override
    public boolean await(Duration limit) {
      return new FuturePending<>(future).await(limit);
    }
  }

  private record FuturePending<R>(CompletableFuture<R> future) implements Pending<R> {
    @Override
    public R join() {
      try {
        return future.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) e.getCause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreUnavailable(
            "The wait for a request was interrupted; nothing was written", e);
      }
    }

    @Override
    public boolean await(Duration limit) {
      try {
        future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
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

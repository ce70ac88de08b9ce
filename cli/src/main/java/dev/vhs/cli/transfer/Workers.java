package dev.vhs.cli.transfer;

import dev.vhs.cli.shell.Progress;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A few threads that run tasks. Handing in a task waits while many others wait, so that a tree of
 * any size passes through. The first task that throws ends the work: no further task begins, and
 * {@link #finish} throws the same.
 */
final class Workers implements AutoCloseable {
  private static final int WAITING_FOR_EACH = 4;

  private final ExecutorService threads;
  private final Semaphore places;
  private final int placeCount;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Workers(int jobs) {
    this.threads = Executors.newFixedThreadPool(jobs);
    this.placeCount = jobs * WAITING_FOR_EACH;
    this.places = new Semaphore(placeCount);
  }

  /** Hands in a task. Waits while many others wait. */
  void submit(Runnable task) {
    if (hasFailed()) {
      return;
    }
    places.acquireUninterruptibly();
    try {
      start(task);
    } catch (RuntimeException | Error e) {
      places.release();
      throw e;
    }
  }

  private void start(Runnable task) {
    threads.execute(
        () -> {
          try {
            if (!hasFailed()) {
              task.run();
            }
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
          } finally {
            places.release();
          }
        });
  }

  /**
   * Hands in a task for each item, and waits for all of them.
   *
   * @return the number of items
   */
  <T> long forEach(Stream<T> all, Progress progress, Consumer<T> task) {
    long count = 0;
    for (Iterator<T> each = all.iterator(); each.hasNext() && !hasFailed(); ) {
      T one = each.next();
      count++;
      submit(
          () -> {
            task.accept(one);
            progress.step();
          });
    }
    finish();
    return count;
  }

  /** Returns whether a task has thrown, so that there is no sense in handing in more. */
  boolean hasFailed() {
    return failure.get() != null;
  }

  /** Waits for all tasks. */
  void finish() {
    places.acquireUninterruptibly(placeCount);
    places.release(placeCount);
    Throwable thrown = failure.get();
    if (thrown instanceof RuntimeException e) {
      throw e;
    }
    if (thrown instanceof Error e) {
      throw e;
    }
    if (thrown != null) {
      throw new IllegalStateException("a task may not throw a checked exception", thrown);
    }
  }

  /** Ends the threads once their tasks have ended. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(1, TimeUnit.DAYS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

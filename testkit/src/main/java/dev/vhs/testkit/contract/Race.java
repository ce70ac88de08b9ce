package dev.vhs.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** A race of several threads that start at once; it waits for all of them, with a deadline. */
public final class Race {
  private static final long DEADLINE_SECONDS = 120;

  private Race() {}

  /**
   * Runs work on several threads at once.
   *
   * @param runner the work of each, by its number
   * @return what each gave, by number
   * @throws AssertionError if one failed, or is not done by the deadline
   */
  public static <R> List<R> run(int threads, IntFunction<Callable<R>> runner) {
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<R>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Callable<R> work = runner.apply(i);
        running.add(
            pool.submit(
                () -> {
                  start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
                  return work.call();
                }));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> each : running) {
        results.add(each.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("A racer failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("A racer is not done after " + DEADLINE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }
}

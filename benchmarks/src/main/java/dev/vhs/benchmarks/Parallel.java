package dev.vhs.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The work of several threads at once. */
public final class Parallel {
  private Parallel() {}

  /** The work of one thread. */
  @FunctionalInterface
  public interface Part {
    /** Does the thread's share of the work. */
    void run(int thread) throws Exception;
  }

  /**
   * Runs all parts at once, and waits for them.
   *
   * @throws Exception what one of them threw
   */
  public static void run(int threads, Part part) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        parts.add(
            () -> {
              part.run(thread);
              return null;
            });
      }
      for (Future<Void> each : executor.invokeAll(parts)) {
        result(each);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  /**
   * Returns the result of a part that has ended.
   *
   * @throws Exception what it threw
   */
  public static <T> T result(Future<T> part) throws Exception {
    try {
      return part.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}

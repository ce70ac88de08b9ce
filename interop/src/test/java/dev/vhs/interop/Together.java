package dev.vhs.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Runs several writers at once. */
final class Together {
  private Together() {}

  /** Makes so many, then runs them all, each in a thread of its own. */
  static void run(int writers, Supplier<Runnable> writer) {
    List<Runnable> all = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      all.add(writer.get());
    }
    run(all);
  }

  /** Runs them all, each in a thread of its own; fails if one does. */
  static void run(List<Runnable> writers) {
    ExecutorService threads = Executors.newFixedThreadPool(writers.size());
    try {
      CompletableFuture.allOf(
              writers.stream()
                  .map(writer -> CompletableFuture.runAsync(writer, threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdownNow();
    }
  }
}

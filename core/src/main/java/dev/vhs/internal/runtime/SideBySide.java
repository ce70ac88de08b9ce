package dev.vhs.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does pieces of work, several at once. */
public final class SideBySide {
  private SideBySide() {}

  /**
   * What an operation gave for each piece of work, in the order given.
   *
   * <p>Where it throws, no more pieces are begun, and once those are done that were, the first of
   * the failures is thrown.
   *
   * @param most how many at once, at least 1
   */
  public static <W, R> List<R> all(Tasks tasks, int most, List<W> work, Function<W, R> operation) {
    AtomicReferenceArray<R> results = new AtomicReferenceArray<>(work.size());
    AtomicInteger next = new AtomicInteger();
    int workers = Math.min(most, work.size());
    List<Tasks.Pending<Boolean>> pending = new ArrayList<>(workers);
    for (int i = 0; i < workers; i++) {
      pending.add(
          tasks.start(
              () -> {
                for (int at = next.getAndIncrement();
                    at < work.size();
                    at = next.getAndIncrement()) {
                  try {
                    results.set(at, operation.apply(work.get(at)));
                  } catch (RuntimeException | Error e) {
                    next.set(work.size());
                    throw e;
                  }
                }
                return true;
              }));
    }
    joinAll(pending);
    List<R> all = new ArrayList<>(work.size());
    for (int at = 0; at < work.size(); at++) {
      all.add(results.get(at));
    }
    return all;
  }

  private static void joinAll(List<Tasks.Pending<Boolean>> pending) {
    @Nullable RuntimeException failure = null;
    for (Tasks.Pending<Boolean> worker : pending) {
      try {
        worker.join();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else if (failure != e) {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}

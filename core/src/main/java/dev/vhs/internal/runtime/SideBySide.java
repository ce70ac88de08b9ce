package dev.vhs.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A way to do pieces of work, several at once. */
public final class SideBySide {
  private SideBySide() {}

  /**
   * Returns the result of an operation for each piece of work, in the order given.
   *
   * <p>If the operation throws, no further piece begins. The pieces under way are finished, and
   * then the first failure is thrown.
   *
   * @param most the number of pieces at once, at least 1
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

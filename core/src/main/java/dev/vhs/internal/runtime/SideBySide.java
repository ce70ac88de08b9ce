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
   * Returns the results of an operation for each piece of work, in the order given.
   *
   * <p>If the operation throws, no more pieces are begun, and once the begun ones are done the
   * first failure is thrown, an {@link Error} before any exception.
   *
   * @param max the most pieces at once, at least 1
   */
  public static <W, R> List<R> all(Tasks tasks, int max, List<W> work, Function<W, R> operation) {
    Pieces<W, R> pieces = new Pieces<>(work, operation);
    int workers = Math.min(max, work.size());
    List<Tasks.Pending<Boolean>> pending = new ArrayList<>(workers);
    @Nullable Throwable failure = null;
    try {
      for (int i = 0; i < workers; i++) {
        pending.add(tasks.start(pieces::take));
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      pieces.stop();
    }
    for (Tasks.Pending<Boolean> worker : pending) {
      try {
        worker.join();
      } catch (RuntimeException | Error e) {
        // The wait for one may have ended before its work, where this thread was interrupted.
        pieces.stop();
        failure = worse(failure, e);
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
    return pieces.results();
  }

  private static Throwable worse(@Nullable Throwable known, Throwable failure) {
    if (known == null || (failure instanceof Error && !(known instanceof Error))) {
      return failure;
    }
    if (known != failure && !(known instanceof Error)) {
      known.addSuppressed(failure);
    }
    return known;
  }

  /** The pieces of work, each taken by one worker. */
  private static final class Pieces<W, R> {
    private final List<W> work;
    private final Function<W, R> operation;
    private final AtomicReferenceArray<R> results;
    private final AtomicInteger next = new AtomicInteger();

    Pieces(List<W> work, Function<W, R> operation) {
      this.work = work;
      this.operation = operation;
      this.results = new AtomicReferenceArray<>(work.size());
    }

    /** Does one piece after another until none is left. */
    boolean take() {
      for (int at = next.getAndIncrement(); at < work.size(); at = next.getAndIncrement()) {
        try {
          results.set(at, operation.apply(work.get(at)));
        } catch (RuntimeException | Error e) {
          stop();
          throw e;
        }
      }
      return true;
    }

    /** Begins no more pieces. */
    void stop() {
      next.set(work.size());
    }

    List<R> results() {
      List<R> all = new ArrayList<>(work.size());
      for (int at = 0; at < work.size(); at++) {
        all.add(results.get(at));
      }
      return all;
    }
  }
}

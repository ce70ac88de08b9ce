package dev.vhs.internal;

import dev.vhs.AsyncVersionedStore;
import dev.vhs.VersionedStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store's operations, run by an executor. */
final class AsyncOperations<T> implements AsyncVersionedStore<T> {
  private final VersionedStore<T> store;
  private final Executor executor;

  AsyncOperations(VersionedStore<T> store, Executor executor) {
    this.store = store;
    this.executor = executor;
  }

  @Override
  public <R> CompletionStage<R> apply(Function<? super VersionedStore<T>, ? extends R> operation) {
    CompletableFuture<R> stage = new CompletableFuture<>();
    executor.execute(new Run<>(() -> operation.apply(store), stage));
    return stage;
  }

  @Override
  public String toString() {
    return "Async" + store;
  }

  /** One operation, whose stage ends however it ends. */
  private static final class Run<R> implements Runnable {
    private static final int RESERVE_BYTES = 16 * 1024;

    private final Supplier<? extends R> operation;
    private final CompletableFuture<R> stage;

    /** Memory to complete the stage with, should an operation run out of it. */
    @SuppressWarnings("UnusedVariable") // it is held, and not read
    private byte @Nullable [] reserve = new byte[RESERVE_BYTES];

    Run(Supplier<? extends R> operation, CompletableFuture<R> stage) {
      this.operation = operation;
      this.stage = stage;
    }

    @Override
    public void run() {
      try {
        stage.complete(operation.get());
      } catch (RuntimeException | Error e) {
        reserve = null;
        fail(e);
      }
    }

    /** Completes the stage, which takes a few bytes, as soon as they are there. */
    private void fail(Throwable failure) {
      while (!stage.isDone()) {
        try {
          stage.completeExceptionally(failure);
        } catch (OutOfMemoryError e) {
          // Nobody else would end the wait for the stage, so try again.
          Thread.onSpinWait();
        }
      }
    }
  }
}

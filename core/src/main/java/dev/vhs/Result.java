package dev.vhs;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of one item of a batch.
 *
 * @param <R> what success gives
 */
public sealed interface Result<R> {
  /**
   * It went well.
   *
   * @param get what it gave
   * @param <R> its type
   */
  record Success<R>(R get) implements Result<R> {
    @Override
    public Optional<VhsException> failure() {
      return Optional.empty();
    }
  }

  /**
   * It failed.
   *
   * @param exception why
   * @param <R> what success would have given
   */
  record Failure<R>(VhsException exception) implements Result<R> {
    @Override
    public R get() {
      throw exception;
    }

    @Override
    public Optional<VhsException> failure() {
      return Optional.of(exception);
    }
  }

  /** What it gave; throws the failure if it failed. */
  R get();

  /** Why it failed; empty if it did not. */
  Optional<VhsException> failure();

  /** Runs something and keeps what came of it. */
  static <R> Result<R> of(Supplier<R> action) {
    try {
      return new Success<>(action.get());
    } catch (VhsException e) {
      return new Failure<>(e);
    }
  }
}

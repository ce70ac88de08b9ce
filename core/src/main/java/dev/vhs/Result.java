package dev.vhs;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The result for one item of a batch.
 *
 * @param <R> the type of a success
 */
public sealed interface Result<R> {
  /**
   * A success.
   *
   * @param get the value
   * @param <R> the type of the value
   */
  record Success<R>(R get) implements Result<R> {
    @Override
    public Optional<VhsException> failure() {
      return Optional.empty();
    }
  }

  /**
   * A failure.
   *
   * @param exception the reason
   * @param <R> the type that a success would have had
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

  /** Returns the value of a success; throws the reason of a failure. */
  R get();

  /** Returns the reason of a failure; empty for a success. */
  Optional<VhsException> failure();

  /** Runs an action and returns its result. */
  static <R> Result<R> of(Supplier<R> action) {
    try {
      return new Success<>(action.get());
    } catch (VhsException e) {
      return new Failure<>(e);
    }
  }
}

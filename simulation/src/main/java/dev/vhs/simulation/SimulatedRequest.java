package dev.vhs.simulation;

import dev.vhs.StoreUnavailable;
import java.util.function.Supplier;

/**
 * A request to a service and its answer.
 *
 * @param <R> the answer
 */
abstract class SimulatedRequest<R> {
  private static final int LONG_READING = 15;

  private final Supplier<String> what;

  /** Creates a request that the trace calls so. */
  SimulatedRequest(Supplier<String> what) {
    this.what = what;
  }

  /** Takes effect at the service, and makes the answer. */
  abstract R apply();

  /** Returns how long it may take to reach its service, in nanoseconds. */
  long maxLatency() {
    return Network.MAX_LATENCY;
  }

  /**
   * Returns how long its client waits for an answer, in nanoseconds, where the call has that long.
   */
  long limit() {
    return Network.ATTEMPT_LIMIT.toNanos();
  }

  /** Returns what the client is told in place of an answer that does not come. */
  R unanswered() {
    throw new StoreUnavailable("no answer to " + what.get(), null);
  }

  /**
   * Returns what the client is told by a second try, after a first one may have taken effect.
   *
   * @param second the answer to the second try
   */
  R repeated(R second) {
    return second;
  }

  String what() {
    return what.get();
  }

  /** Returns a request that reads for a while, so that what it answers is no snapshot. */
  static <R> SimulatedRequest<R> readingLong(Supplier<String> what, Supplier<R> answer) {
    return new SimulatedRequest<>(what) {
      @Override
      R apply() {
        return answer.get();
      }

      @Override
      long maxLatency() {
        return LONG_READING * Network.MAX_LATENCY;
      }
    };
  }

  /** Returns a request that only reads. */
  static <R> SimulatedRequest<R> reading(Supplier<String> what, Supplier<R> answer) {
    return new SimulatedRequest<>(what) {
      @Override
      R apply() {
        return answer.get();
      }
    };
  }
}

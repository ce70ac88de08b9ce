package dev.vhs.spi;

import java.time.Duration;

/**
 * One call of a user while it runs: how long it may still take, and a tally of what it cost.
 *
 * <p>A backend must not spend more than {@link #remaining()} on a request, and must count each
 * request that it sends. Safe for use by many threads.
 */
public interface RequestContext {
  /** The time left; zero once the deadline has passed, and a very long time where there is none. */
  Duration remaining();

  /** Counts one request to a service. */
  void requested();

  /** Counts one repetition of a request. */
  void retried();

  /** Counts bytes of values sent or received. */
  void transferred(long bytes);

  /** A call without a deadline that counts nothing. */
  static RequestContext unlimited() {
    return UnlimitedContext.INSTANCE;
  }
}

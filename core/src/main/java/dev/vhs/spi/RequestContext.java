package dev.vhs.spi;

import java.time.Duration;

/**
 * One call of a user while it runs: the time that is left to it, and a tally of its cost.
 *
 * <p>A backend must not spend more than {@link #remaining()} on a request, and must count each
 * request that it sends. Safe for use by many threads.
 */
public interface RequestContext {
  /** Returns the time left: zero after the deadline, a very long time if there is none. */
  Duration remaining();

  /** Counts one request to a service. */
  void requested();

  /** Counts one repeated request. */
  void retried();

  /** Counts bytes of values sent or received. */
  void transferred(long bytes);

  /** Returns a call without a deadline that counts nothing. */
  static RequestContext unlimited() {
    return UnlimitedContext.INSTANCE;
  }
}

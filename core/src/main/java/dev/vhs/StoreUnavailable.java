package dev.vhs;

import org.jspecify.annotations.Nullable;

/**
 * The service could not be reached, throttled, or took too long; nothing was written. Try again.
 */
public final class StoreUnavailable extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Of the store as a whole. */
  public StoreUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Of a call for an id. */
  public StoreUnavailable(String message, String id, @Nullable Throwable cause) {
    super(message, id, null, cause);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}

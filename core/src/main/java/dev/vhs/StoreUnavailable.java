package dev.vhs;

import org.jspecify.annotations.Nullable;

/**
 * A failure: the service could not be reached, throttled, or took too long. Nothing was written;
 * try again.
 */
public final class StoreUnavailable extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Makes a failure of the store as a whole. */
  public StoreUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Makes a failure of a call for an id. */
  public StoreUnavailable(String message, String id, @Nullable Throwable cause) {
    super(message, id, null, cause);
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}

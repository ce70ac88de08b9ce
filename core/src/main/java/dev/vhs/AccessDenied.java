package dev.vhs;

import org.jspecify.annotations.Nullable;

/** A failure: the service refuses the caller. The message says which permission is missing. */
public final class AccessDenied extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Makes a failure of the store as a whole. */
  public AccessDenied(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

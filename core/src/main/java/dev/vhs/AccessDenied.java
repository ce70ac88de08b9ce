package dev.vhs;

import org.jspecify.annotations.Nullable;

/** The service refuses the caller: a permission is missing. The message says which. */
public final class AccessDenied extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Of the store as a whole. */
  public AccessDenied(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

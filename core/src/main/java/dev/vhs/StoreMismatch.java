package dev.vhs;

import org.jspecify.annotations.Nullable;

/**
 * A failure: the store's schema, format or identity is not the expected one. Nothing was written or
 * deleted.
 */
public final class StoreMismatch extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Makes a failure of the store as a whole. */
  public StoreMismatch(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

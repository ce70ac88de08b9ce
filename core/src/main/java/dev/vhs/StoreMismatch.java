package dev.vhs;

import org.jspecify.annotations.Nullable;

/**
 * The store is not what it should be: its schema, format or identity is another's. Nothing was
 * written or deleted.
 */
public final class StoreMismatch extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Of the store as a whole. */
  public StoreMismatch(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

package dev.vhs;

import org.jspecify.annotations.Nullable;

/**
 * A failure: the call itself is wrong, and would be on every store. The message says what to
 * change.
 */
public class InvalidRequest extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Makes a failure that concerns no id. */
  public InvalidRequest(String message) {
    this(message, null);
  }

  /** Makes a failure that concerns an id. */
  public InvalidRequest(String message, @Nullable String id) {
    this(message, id, null);
  }

  /** Makes a failure that concerns an id, or null for none, with its cause. */
  public InvalidRequest(String message, @Nullable String id, @Nullable Throwable cause) {
    super(message, id, null, cause);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

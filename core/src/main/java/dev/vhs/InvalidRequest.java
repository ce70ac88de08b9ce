package dev.vhs;

import org.jspecify.annotations.Nullable;

/** A failure: the call itself is wrong, on every store. The message says what to change. */
public class InvalidRequest extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Makes a failure that concerns no id. */
  public InvalidRequest(String message) {
    this(message, null);
  }

  /** Makes a failure that concerns an id. */
  public InvalidRequest(String message, @Nullable String id) {
    super(message, id, null, null);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

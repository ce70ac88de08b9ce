package dev.vhs;

import org.jspecify.annotations.Nullable;

/** The call itself is wrong, and would be on every store: the message says what to change. */
public class InvalidRequest extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Of no id in particular. */
  public InvalidRequest(String message) {
    this(message, null);
  }

  /** Of an id. */
  public InvalidRequest(String message, @Nullable String id) {
    super(message, id, null, null);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

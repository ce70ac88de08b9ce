package dev.vhs;

import org.jspecify.annotations.Nullable;

/** A failure: a codec could not turn a value into bytes, or bytes into a value. */
public final class CodecFailure extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Makes a failure of an id, and maybe of the version of it that was read. */
  public CodecFailure(
      String message, String id, @Nullable Long version, @Nullable Throwable cause) {
    super(message, id, version, cause);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

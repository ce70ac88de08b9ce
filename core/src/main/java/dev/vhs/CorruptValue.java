package dev.vhs;

import org.jspecify.annotations.Nullable;

/**
 * What is stored is not what was written: the size, checksum or encoding is wrong. Never a wrong
 * value.
 */
public final class CorruptValue extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Of a version; the location is null where the value is inline. */
  public CorruptValue(
      String message,
      String id,
      long version,
      @Nullable Location location,
      @Nullable Throwable cause) {
    super(message, id, version, location, cause);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

package dev.vhs;

import org.jspecify.annotations.Nullable;

/**
 * A pointer names an object that is not there. Writes of the id go on; {@code vhs verify} lists
 * such pointers.
 */
public final class DanglingPointer extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Of a version; the location is null where the value is inline. */
  public DanglingPointer(
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

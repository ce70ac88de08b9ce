package dev.vhs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure: a pointer names an object that is not there. The id can still be written. {@link
 * Maintenance#verify verify} lists such pointers.
 */
public final class DanglingPointer extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Location location;

  /** Makes a failure of a version; the location is null if the value is inline. */
  public DanglingPointer(
      String message,
      String id,
      long version,
      @Nullable Location location,
      @Nullable Throwable cause) {
    super(message, id, version, cause);
    this.location = location;
  }

  @Override
  public Optional<Location> location() {
    return Optional.ofNullable(location);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

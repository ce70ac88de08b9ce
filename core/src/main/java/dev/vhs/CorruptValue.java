package dev.vhs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure: the stored bytes are not the bytes that were written. Their size, checksum or encoding
 * is wrong, or they belong to another value. No wrong value is ever handed out.
 */
public final class CorruptValue extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Location location;

  /** Makes a failure of a version; the location is null if the value is inline. */
  public CorruptValue(
      String message,
      String id,
      long version,
      @Nullable Location location,
      @Nullable Throwable cause) {
    super(message, id, version, cause);
    this.location = location;
  }

  /** Makes a failure of a row whose version can't be read; the location is null if unknown. */
  public CorruptValue(
      String message, String id, @Nullable Location location, @Nullable Throwable cause) {
    super(message, id, null, cause);
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

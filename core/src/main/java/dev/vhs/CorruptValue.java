package dev.vhs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is stored is not what was written: the size, checksum or encoding is wrong. Never a wrong
 * value.
 */
public final class CorruptValue extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Location location;

  /** Of a version; the location is null where the value is inline. */
  public CorruptValue(
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

package dev.vhs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure: a pointer names an object outside the store, which the store was not allowed to read.
 * {@link VhsBuilder#foreignPayloads} allows places. {@link Maintenance#verify verify} lists such
 * pointers.
 */
public final class ForeignPayload extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Location location;

  /** Makes a failure of a version. */
  public ForeignPayload(String message, String id, long version, Location location) {
    super(message, id, version, null);
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

package dev.vhs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure: a stream broke off after some of its bytes had been handed out. The connection failed,
 * or the value was replaced, pruned or purged meanwhile. Open it again from the start.
 */
public final class ReadInterrupted extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Location location;

  /** Makes a failure of a version. */
  public ReadInterrupted(
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
    return true;
  }
}

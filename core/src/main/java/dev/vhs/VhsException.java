package dev.vhs;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The root of everything that a store throws; each subtype is one thing that a caller does. */
public abstract class VhsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The id, or null where the failure is of the store as a whole. */
  private final @Nullable String id;

  /** The version, or null where no single one is concerned. */
  private final @Nullable Long version;

  /** A failure of the store as a whole. */
  protected VhsException(String message, @Nullable Throwable cause) {
    this(message, null, null, cause);
  }

  /** A failure that concerns an id, and maybe one version of it. */
  protected VhsException(
      String message, @Nullable String id, @Nullable Long version, @Nullable Throwable cause) {
    super(message, cause);
    this.id = id;
    this.version = version;
  }

  /** The id that it concerns. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** The version that it concerns. */
  public OptionalLong version() {
    return version == null ? OptionalLong.empty() : OptionalLong.of(version);
  }

  /** Where the object is that it concerns. */
  public Optional<Location> location() {
    return Optional.empty();
  }

  /** Whether the same call, made again unchanged, may succeed and can do no harm. */
  public abstract boolean isRetryable();
}

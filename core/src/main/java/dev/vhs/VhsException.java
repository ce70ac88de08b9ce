package dev.vhs;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The root of the failures of a store, with one subtype for each thing that a caller does next. */
public abstract class VhsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The id; null if the failure is of the store as a whole. */
  private final @Nullable String id;

  /** The version; null if no single one is concerned. */
  private final @Nullable Long version;

  /** Makes a failure of the store as a whole. */
  protected VhsException(String message, @Nullable Throwable cause) {
    this(message, null, null, cause);
  }

  /** Makes a failure that concerns an id, and maybe one version of it. */
  protected VhsException(
      String message, @Nullable String id, @Nullable Long version, @Nullable Throwable cause) {
    super(message, cause);
    this.id = id;
    this.version = version;
  }

  /** Returns the id that the failure concerns. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Returns the version that the failure concerns. */
  public OptionalLong version() {
    return version == null ? OptionalLong.empty() : OptionalLong.of(version);
  }

  /** Returns the place of the object that the failure concerns. */
  public Optional<Location> location() {
    return Optional.empty();
  }

  /** Returns whether the same call, made again unchanged, may succeed and can do no harm. */
  public abstract boolean isRetryable();
}

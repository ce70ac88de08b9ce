package dev.vhs;

import org.jspecify.annotations.Nullable;

/**
 * Another writer was first: nothing was written. Read again and decide anew. Thrown as itself where
 * a call that retries conflicts gave up, or where a row was changed by another program.
 */
public class VersionConflict extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Whether it is of a call that tries again by itself, and gave up. */
  private final boolean gaveUp;

  /** Of the version that was to be written. */
  public VersionConflict(String message, String id, @Nullable Long version) {
    this(message, id, version, false);
  }

  /**
   * Of the version that was to be written, with whether the call had tried again by itself, and
   * gave up.
   */
  public VersionConflict(String message, String id, @Nullable Long version, boolean gaveUp) {
    super(message, id, version, null);
    this.gaveUp = gaveUp;
  }

  @Override
  public boolean isRetryable() {
    return gaveUp;
  }
}

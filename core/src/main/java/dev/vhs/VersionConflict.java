package dev.vhs;

import org.jspecify.annotations.Nullable;

/**
 * A failure: another writer was first. Nothing was written; read again, then decide. Thrown as
 * itself if a call that retries conflicts gave up, or if another program changed the row.
 */
public class VersionConflict extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** True if the call tries again by itself, and gave up. */
  private final boolean gaveUp;

  /** Makes a conflict of the version that was to be written. */
  public VersionConflict(String message, String id, @Nullable Long version) {
    this(message, id, version, false);
  }

  /**
   * Makes a conflict of the version that was to be written.
   *
   * @param gaveUp whether the call had tried again by itself, and gave up
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

package dev.vhs;

import org.jspecify.annotations.Nullable;

/**
 * Another writer was first: nothing was written. Read again and decide anew. Thrown as itself where
 * a call that retries conflicts gave up, or where a row was changed by another program.
 */
public class VersionConflict extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Of the version that was to be written. */
  public VersionConflict(String message, String id, @Nullable Long version) {
    super(message, id, version, null);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

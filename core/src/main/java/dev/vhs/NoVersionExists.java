package dev.vhs;

import org.jspecify.annotations.Nullable;

/** A failure: the id or the version does not exist, or was deleted. */
public final class NoVersionExists extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Makes a failure of an id, or of one version of it. */
  public NoVersionExists(String message, String id, @Nullable Long version) {
    super(message, id, version, null);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

package dev.vhs;

import org.jspecify.annotations.Nullable;

/** There is no such id, or no such version of it, or it was deleted. */
public final class NoVersionExists extends VhsException implements NothingWritten {
  private static final long serialVersionUID = 1;

  /** Of an id, or with a version of one version. */
  public NoVersionExists(String message, String id, @Nullable Long version) {
    super(message, id, version, null);
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

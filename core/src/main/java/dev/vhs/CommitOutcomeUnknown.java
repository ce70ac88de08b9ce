package dev.vhs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A failure: no answer to the conditional write came before the call's deadline. The write may have
 * been applied, or may still be applied until the commit window ends. Read before you write again.
 * The object that was uploaded for it stays in place; if no pointer names it, the sweep deletes it.
 */
public final class CommitOutcomeUnknown extends VhsException {
  private static final long serialVersionUID = 1;

  private final UUID writeId;

  /** Makes a failure of the version that was to be written. */
  public CommitOutcomeUnknown(
      String message, String id, long version, UUID writeId, @Nullable Throwable cause) {
    super(message, id, version, cause);
    this.writeId = writeId;
  }

  /**
   * Returns the id of the write: the version's {@link VersionInfo#writeId()} if the write was
   * applied.
   */
  public UUID writeId() {
    return writeId;
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

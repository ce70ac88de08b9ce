package dev.vhs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * No answer came for the conditional write before the call's deadline: it may have been applied, or
 * may still be until the commit window ends. Read before writing again. The object that was
 * uploaded for it is left in place, and if no pointer came to name it, to the sweep.
 */
public final class CommitOutcomeUnknown extends VhsException {
  private static final long serialVersionUID = 1;

  private final UUID writeId;

  /** Of the version that was to be written. */
  public CommitOutcomeUnknown(
      String message, String id, long version, UUID writeId, @Nullable Throwable cause) {
    super(message, id, version, cause);
    this.writeId = writeId;
  }

  /**
   * The write whose outcome is unknown: what {@link VersionInfo#writeId()} says of the version if
   * it was applied.
   */
  public UUID writeId() {
    return writeId;
  }

  @Override
  public boolean isRetryable() {
    return false;
  }
}

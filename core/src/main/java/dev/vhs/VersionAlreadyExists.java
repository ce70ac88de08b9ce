package dev.vhs;

/** A conflict: the version that was to be written is there. Nothing was written. */
public final class VersionAlreadyExists extends VersionConflict {
  private static final long serialVersionUID = 1;

  /** Makes a conflict of the version that was to be written. */
  public VersionAlreadyExists(String message, String id, long version) {
    super(message, id, version);
  }
}

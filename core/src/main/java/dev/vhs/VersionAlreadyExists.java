package dev.vhs;

/** The version that was to be written is there: nothing was written. */
public final class VersionAlreadyExists extends VersionConflict {
  private static final long serialVersionUID = 1;

  /** Of the version that was to be written. */
  public VersionAlreadyExists(String message, String id, long version) {
    super(message, id, version);
  }
}

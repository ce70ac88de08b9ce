package dev.vhs;

/** A conflict: a version above the one that was to be written is there. Nothing was written. */
public final class HigherVersionExists extends VersionConflict {
  private static final long serialVersionUID = 1;

  /** Makes a conflict of the version that was to be written. */
  public HigherVersionExists(String message, String id, long version) {
    super(message, id, version);
  }
}

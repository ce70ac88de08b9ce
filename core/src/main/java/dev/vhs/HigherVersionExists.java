package dev.vhs;

/** A version above the one that was to be written is there: nothing was written. */
public final class HigherVersionExists extends VersionConflict {
  private static final long serialVersionUID = 1;

  /** Of the version that was to be written. */
  public HigherVersionExists(String message, String id, long version) {
    super(message, id, version);
  }
}

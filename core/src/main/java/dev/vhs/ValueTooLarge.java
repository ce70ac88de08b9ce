package dev.vhs;

/** A failure: a value or its metadata is larger than the store takes, or than fits into memory. */
public final class ValueTooLarge extends InvalidRequest {
  private static final long serialVersionUID = 1;

  /** Makes a failure of an id. */
  public ValueTooLarge(String message, String id) {
    super(message, id);
  }
}

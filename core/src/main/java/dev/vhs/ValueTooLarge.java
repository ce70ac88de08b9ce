package dev.vhs;

/** The value or its metadata is larger than the store takes, or than fits into memory. */
public final class ValueTooLarge extends InvalidRequest {
  private static final long serialVersionUID = 1;

  /** Of a value of that id. */
  public ValueTooLarge(String message, String id) {
    super(message, id);
  }
}

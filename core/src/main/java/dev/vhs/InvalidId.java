package dev.vhs;

/**
 * A failure: the text is not a valid id. Ids are 1 to 1,024 UTF-8 bytes without control characters
 * and lone surrogates.
 */
public final class InvalidId extends InvalidRequest {
  private static final long serialVersionUID = 1;

  /** Makes a failure of an id. */
  public InvalidId(String message, String id) {
    super(message, id);
  }
}

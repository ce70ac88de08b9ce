package dev.vhs;

/**
 * The id is none: ids are 1 to 1,024 UTF-8 bytes without control characters and lone surrogates.
 */
public final class InvalidId extends InvalidRequest {
  private static final long serialVersionUID = 1;

  /** Of that id. */
  public InvalidId(String message, String id) {
    super(message, id);
  }
}

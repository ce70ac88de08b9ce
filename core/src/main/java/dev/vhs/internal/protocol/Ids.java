package dev.vhs.internal.protocol;

import dev.vhs.InvalidId;
import java.nio.charset.StandardCharsets;

/** The rule for ids: 1 to 1,024 UTF-8 bytes without control characters and unpaired surrogates. */
public final class Ids {
  private static final int MAX_BYTES = 1024;

  private Ids() {}

  /**
   * Returns the id, after checking it.
   *
   * @throws InvalidId if it breaks the rule
   */
  public static String check(String id) {
    if (id.isEmpty()) {
      throw new InvalidId("The id is empty; an id has at least one character", id);
    }
    for (int at = 0; at < id.length(); ) {
      int point = id.codePointAt(at);
      if (Character.isISOControl(point)) {
        throw new InvalidId(
            "Id '%s' has the control character U+%04X at position %d; take it out"
                .formatted(printable(id), point, at),
            id);
      }
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw new InvalidId(
            "Id '%s' has half a character (the lone surrogate U+%04X) at position %d; take it out"
                .formatted(printable(id), point, at),
            id);
      }
      at += Character.charCount(point);
    }
    if (id.length() * 3L > MAX_BYTES) {
      int bytes = id.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_BYTES) {
        throw new InvalidId(
            "Id '%s…' has %d bytes in UTF-8; the limit is %d"
                .formatted(id.substring(0, id.offsetByCodePoints(0, 20)), bytes, MAX_BYTES),
            id);
      }
    }
    return id;
  }

  /** Returns whether a text may be an id. */
  public static boolean isId(String id) {
    try {
      check(id);
      return true;
    } catch (InvalidId e) {
      // The operation on that id reports the reason.
      return false;
    }
  }

  /**
   * Returns an id as messages show it: the beginning of a long one, and nothing that a terminal
   * obeys.
   */
  static String printable(String id) {
    String shown = id.length() <= 60 ? id : id.substring(0, 60) + "…";
    return shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
  }
}

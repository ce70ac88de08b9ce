package dev.vhs.cli.shell;

/**
 * Text that is safe to show: nothing in it moves a cursor, changes a colour or turns the line
 * around.
 */
public final class Printable {
  private Printable() {}

  /**
   * An id for people: odd characters as {@code \}{@code u{202e}}, quotes where it begins or ends
   * with a blank.
   */
  public static String id(String id) {
    String text = line(id);
    boolean blankEnd =
        !text.isEmpty()
            && (Character.isWhitespace(text.charAt(0))
                || Character.isWhitespace(text.charAt(text.length() - 1)));
    return blankEnd ? "'" + text + "'" : text;
  }

  /** One line of text, with odd characters escaped. */
  public static String line(String text) {
    int odd = 0;
    while (odd < text.length()
        && !isOdd(text.charAt(odd))
        && !Character.isSurrogate(text.charAt(odd))) {
      odd++;
    }
    if (odd == text.length()) {
      return text;
    }
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (isOdd(point)) {
                safe.append("\\u{").append(Integer.toHexString(point)).append('}');
              } else {
                safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }

  /** A text with blanks after it, to a width; a longer one as it is. */
  public static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Whether a character should not reach a terminal; joiners, which emoji are made with, may. */
  static boolean isOdd(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> point != 0x200c && point != 0x200d;
      default -> false;
    };
  }
}

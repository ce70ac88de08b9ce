package dev.vhs.cli.shell;

import dev.vhs.spi.Masked;

/**
 * Text that is safe to show: nothing in it moves a cursor, changes a colour or reverses the line.
 */
public final class Printable {
  /** The longest text that is shown whole: two ids and a path have room in it. */
  private static final int MAX = 8_000;

  private static final int BEGINNING = 3_000;
  private static final int END = 1_000;

  private Printable() {}

  /**
   * Returns an id for people: with odd characters as {@code \}{@code u{202e}}, and in quotes if it
   * begins or ends with a blank.
   */
  public static String id(String id) {
    String text = line(id);
    boolean blankEnd =
        !text.isEmpty()
            && (Character.isWhitespace(text.charAt(0))
                || Character.isWhitespace(text.charAt(text.length() - 1)));
    return blankEnd ? "'" + text + "'" : text;
  }

  /**
   * Returns a message as one line, without the secrets of URIs. What servers and rows say may be in
   * it.
   */
  public static String message(String text) {
    return line(Masked.of(text));
  }

  /** Returns text that is cut in its middle if it is too long for a reader. */
  public static String cut(String text) {
    if (text.length() <= MAX) {
      return text;
    }
    int begin = Character.isLowSurrogate(text.charAt(BEGINNING)) ? BEGINNING - 1 : BEGINNING;
    int end = text.length() - END;
    end = Character.isLowSurrogate(text.charAt(end)) ? end + 1 : end;
    return text.substring(0, begin)
        + " ... ("
        + Amounts.grouped(end - begin)
        + " characters left out) ... "
        + text.substring(end);
  }

  /** Returns text as one line of a length that can be read, with odd characters escaped. */
  public static String line(String whole) {
    String text = cut(whole);
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

  /** Returns a text filled up with blanks to a width; a longer one as it is. */
  public static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Returns whether a character should not reach a terminal. Joiners may: emoji need them. */
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

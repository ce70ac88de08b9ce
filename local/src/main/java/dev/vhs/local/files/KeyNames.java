package dev.vhs.local.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The translation of keys into file names, and back.
 *
 * <p>A key is split into folders after each {@code %2F}, which is how keys escape the slashes of
 * ids, so that the files of a tree of ids lie in such a tree. Names are legal on all common file
 * systems (ASCII, at most 255 bytes, no device names of Windows), and those of different keys
 * differ where case does not count. So {@code src%2FMain.java/0198c2…} is the file {@code
 * main.java@0198c2…^1} in the folder {@code src%2f}:
 *
 * <ul>
 *   <li>{@code /} is written {@code @};
 *   <li>a capital is written small, and {@code ^} and a number in hex tell which characters were;
 *   <li>{@code %} and two capital hex digits stay, in small letters;
 *   <li>what is not in {@code a-z 0-9 . _ ~ -} is written {@code =} and two hex digits for each
 *       byte;
 *   <li>a name that would get too long ends with {@code =} as a folder, and goes on in there.
 * </ul>
 *
 * <p>The parts of a key, each the text of one name, sort as the keys do: no folder's text is the
 * beginning of another one's. All texts here are <em>raw</em>: a character for each UTF-8 byte, so
 * that they compare as the bytes do.
 */
final class KeyNames {
  /** The end of the name of a file with an object's user metadata; no object's name ends so. */
  static final String METADATA_SUFFIX = "=meta";

  /** The number of folders that a key may lie in by its slashes. */
  static final int MAX_FOLDERS = 16;

  private static final int MAX_BODY = 190;
  private static final String SLASH = "%2F";
  private static final String SLASH_NAME = "%2f";
  private static final String LONG_NAME = "=";
  private static final String EMPTY_NAME = "==";
  private static final String HEX = "0123456789abcdef";

  private KeyNames() {}

  /**
   * A part of a key.
   *
   * @param text its characters, raw
   * @param folder whether the key goes on
   */
  record Part(String text, boolean folder) {}

  /** Returns the raw text of a key. */
  static String raw(String key) {
    return new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Returns the key of a raw text. */
  static String key(String raw) {
    return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Returns the parts of a raw key; the last is a file's. */
  static List<Part> split(String raw) {
    return split(raw, 0);
  }

  private static List<Part> split(String raw, int depth) {
    List<Part> parts = new ArrayList<>();
    int start = 0;
    int width = 0;
    for (int at = 0; at < raw.length(); ) {
      int length = tokenLength(raw, at);
      boolean slash = depth + parts.size() < MAX_FOLDERS && raw.startsWith(SLASH, at);
      width += length > 1 || !isPlain(raw.charAt(at)) ? 3 : 1;
      at += length;
      if (slash || (width >= MAX_BODY && at < raw.length())) {
        parts.add(new Part(raw.substring(start, at), true));
        start = at;
        width = 0;
      }
    }
    parts.add(new Part(raw.substring(start), false));
    return parts;
  }

  /**
   * Returns the name of a part.
   *
   * @param depth the number of folders that it is in
   */
  static String name(Part part, int depth) {
    String text = part.text();
    if (!part.folder()) {
      return text.isEmpty() ? EMPTY_NAME : name(text, "");
    }
    return depth < MAX_FOLDERS && text.endsWith(SLASH)
        ? name(text.substring(0, text.length() - SLASH.length()), SLASH_NAME)
        : name(text, LONG_NAME);
  }

  /** Returns the part that has a name; null where no part has. */
  static @Nullable Part part(String name, int depth) {
    Part part = decoded(name, depth);
    return isNameOf(name, part, depth) ? part : null;
  }

  /** Returns the part that a name tells, if it is the name of one. */
  static Part decoded(String name, int depth) {
    if (name.equals(EMPTY_NAME)) {
      return new Part("", false);
    }
    if (depth < MAX_FOLDERS && name.endsWith(SLASH_NAME)) {
      String text = decode(name.substring(0, name.length() - SLASH_NAME.length()));
      return new Part(text + SLASH, true);
    }
    boolean folder = name.endsWith(LONG_NAME);
    return new Part(decode(folder ? name.substring(0, name.length() - 1) : name), folder);
  }

  /** Returns whether a name is that of the part that it tells; other programs make files too. */
  static boolean isNameOf(String name, Part part, int depth) {
    String text = part.folder() ? part.text() + "." : part.text();
    return split(text, depth).get(0).equals(part) && name(part, depth).equals(name);
  }

  private static String name(String text, String end) {
    String name = encode(text, false) + end;
    return isDevice(name) ? encode(text, true) + end : name;
  }

  private static String encode(String text, boolean escapeFirst) {
    StringBuilder name = new StringBuilder(text.length() + 16);
    BitSet capitals = new BitSet();
    int token = 0;
    int length;
    for (int at = 0; at < text.length(); at += length, token++) {
      char c = text.charAt(at);
      length = tokenLength(text, at);
      if (length > 1) {
        name.append('%').append(small(text.charAt(at + 1))).append(small(text.charAt(at + 2)));
      } else if (c == '/') {
        name.append('@');
      } else if (!isPlain(c) || (token == 0 && escapeFirst)) {
        escape(c, name);
      } else {
        name.append(small(c));
        capitals.set(token, c != small(c));
      }
    }
    if (!capitals.isEmpty()) {
      name.append('^');
      for (int from = 0; from < capitals.length(); from += 4) {
        long[] four = capitals.get(from, from + 4).toLongArray();
        name.append(HEX.charAt(four.length == 0 ? 0 : (int) four[0]));
      }
    } else if (text.endsWith(".")) {
      // Windows drops a dot at the end of a name.
      name.setLength(name.length() - 1);
      escape('.', name);
    }
    return name.toString();
  }

  /** Decodes a name; a name that is not ours gives a text that is encoded otherwise. */
  private static String decode(String name) {
    int caret = name.indexOf('^');
    String body = caret < 0 ? name : name.substring(0, caret);
    StringBuilder text = new StringBuilder(body.length());
    int token = 0;
    for (int at = 0; at < body.length(); at++, token++) {
      char c = body.charAt(at);
      int digit = caret < 0 ? -1 : caret + 1 + token / 4;
      boolean capital =
          digit >= 0
              && digit < name.length()
              && (Character.digit(name.charAt(digit), 16) >> token % 4 & 1) == 1;
      if (c == '%' && at + 2 < body.length()) {
        text.append(body.substring(at, at + 3).toUpperCase(Locale.ROOT));
        at += 2;
      } else if (c == '=' && at + 2 < body.length() && isHex(body, at + 1)) {
        text.append((char) Integer.parseInt(body, at + 1, at + 3, 16));
        at += 2;
      } else if (c == '@') {
        text.append('/');
      } else {
        text.append(capital ? Character.toUpperCase(c) : c);
      }
    }
    return text.toString();
  }

  /** Returns the length of the token that begins there: an escape of a key, or a character. */
  private static int tokenLength(String text, int at) {
    boolean escape =
        text.charAt(at) == '%'
            && at + 2 < text.length()
            && isCapitalHex(text.charAt(at + 1))
            && isCapitalHex(text.charAt(at + 2));
    return escape ? 3 : 1;
  }

  /** Returns whether a character stands for itself, but for its case. */
  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '~'
        || c == '-'
        || c == '/';
  }

  private static void escape(char c, StringBuilder name) {
    name.append('=').append(HEX.charAt(c >> 4 & 0xF)).append(HEX.charAt(c & 0xF));
  }

  private static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  private static boolean isCapitalHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
  }

  private static boolean isHex(String text, int at) {
    return HEX.indexOf(text.charAt(at)) >= 0 && HEX.indexOf(text.charAt(at + 1)) >= 0;
  }

  /** Returns whether Windows takes a name for a device, which may go on after a dot. */
  private static boolean isDevice(String name) {
    int dot = name.indexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    return stem.equals("con")
        || stem.equals("prn")
        || stem.equals("aux")
        || stem.equals("nul")
        || (stem.length() == 4
            && (stem.startsWith("com") || stem.startsWith("lpt"))
            && Character.isDigit(stem.charAt(3)));
  }
}

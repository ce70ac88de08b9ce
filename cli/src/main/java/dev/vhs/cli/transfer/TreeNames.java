package dev.vhs.cli.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of files for ids, and back. Each id has one name, and each name has one id.
 *
 * <p>An id that can be a relative path is that path ({@link #plain}). Any other ({@code ..}, {@code
 * a//b}, a segment that is too long, one that meets another id's file or folder) goes into the
 * folder {@value #ESCAPED}, percent-escaped ({@link #escaped}). An import turns what it finds there
 * back into ids ({@link #unescaped}). Ids that begin like that folder are escaped as well.
 */
final class TreeNames {
  /** The folder for ids that can't be paths. */
  static final String ESCAPED = ".vhs-ids";

  /** The folder of files that are not whole yet. */
  static final String TEMPORARY = ".vhs-tmp";

  private static final int MAX_BYTES = 255;
  private static final int PIECE = 120;
  private static final Pattern WINDOWS_DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  private TreeNames() {}

  /**
   * Returns the id itself if it is a path below a folder that every file system here takes as it
   * is.
   */
  static Optional<String> plain(String id) {
    return plain(id, System.getProperty("os.name").startsWith("Windows"));
  }

  static Optional<String> plain(String id, boolean windows) {
    String[] segments = id.split("/", -1);
    String first = segments[0].toLowerCase(Locale.ROOT);
    if (first.equals(ESCAPED) || first.equals(TEMPORARY)) {
      return Optional.empty();
    }
    for (String segment : segments) {
      if (segment.isEmpty()
          || segment.equals(".")
          || segment.equals("..")
          || segment.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
          || (windows && !isWindowsName(segment))) {
        return Optional.empty();
      }
    }
    return Optional.of(id);
  }

  private static boolean isWindowsName(String segment) {
    return segment.chars().noneMatch(c -> "<>:\"\\|?*".indexOf(c) >= 0)
        && !segment.endsWith(".")
        && !segment.endsWith(" ")
        && !WINDOWS_DEVICE.matcher(segment).matches();
  }

  /**
   * Returns the path of an id that can't be a plain one. Small letters, digits, {@code -} and
   * {@code _} stand for themselves, so that no two paths differ in case only. Long paths are cut
   * into folders: {@code +} ends each piece but the last, which begins with {@code =}.
   */
  static String escaped(String id) {
    StringBuilder text = new StringBuilder();
    for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b)) {
        text.append((char) b);
      } else {
        text.append('%')
            .append(Character.forDigit((b >> 4) & 15, 16))
            .append(Character.forDigit(b & 15, 16));
      }
    }
    StringBuilder path = new StringBuilder(ESCAPED).append('/');
    int at = 0;
    for (; text.length() - at > PIECE; at += PIECE) {
      path.append(text, at, at + PIECE).append("+/");
    }
    return path.append('=').append(text, at, text.length()).toString();
  }

  private static boolean isPlain(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
  }

  /** Returns the id that an escaped path stands for. Any other path is the id itself. */
  static String unescaped(String path) {
    if (!path.startsWith(ESCAPED + "/")) {
      return path;
    }
    String text = path.substring(ESCAPED.length() + 1).replace("+/", "").replace("=", "");
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < text.length()) {
        int value =
            Character.digit(text.charAt(i + 1), 16) * 16 + Character.digit(text.charAt(i + 2), 16);
        bytes[length++] = (byte) value;
        i += 2;
      } else {
        bytes[length++] = (byte) c;
      }
    }
    String id = new String(bytes, 0, length, StandardCharsets.UTF_8);
    return escaped(id).equals(path) ? id : path;
  }
}

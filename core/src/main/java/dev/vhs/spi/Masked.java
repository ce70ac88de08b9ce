package dev.vhs.spi;

import java.util.Locale;

/**
 * Text without the secrets of the URIs in it. The name of a store may hold the URL of a server, and
 * that a user and a password: {@code http://user:password@host}. They belong into no message, no
 * log and no backup.
 */
public final class Masked {
  private static final String[] BEGINNINGS = {
    "://", ":/%2f", ":%2f/", ":%2f%2f", "%3a//", "%3a/%2f", "%3a%2f/", "%3a%2f%2f"
  };
  private static final String[] ENDS = {"/", "?", "#", "&", "'", "\"", "%2f", "%3f", "%23", "%26"};
  private static final String[] SIGNS = {"@", "%40"};

  private Masked() {}

  /** Returns a text with {@code ***} for the user and the password of each URL in it. */
  public static String of(String text) {
    String low = text.toLowerCase(Locale.ROOT);
    if (low.length() != text.length() || (low.indexOf('@') < 0 && !low.contains("%40"))) {
      return text;
    }
    StringBuilder masked = new StringBuilder();
    int copied = 0;
    for (int at = 0; at < low.length(); at++) {
      int length = lengthAt(low, at, BEGINNINGS);
      if (length > 0) {
        int begin = at + length;
        int sign = lastSign(low, begin);
        if (sign > begin) {
          masked.append(text, copied, begin).append("***");
          copied = sign;
          at = sign;
        }
      }
    }
    return masked.append(text, copied, text.length()).toString();
  }

  /** Returns the place of the last sign between user and host, or -1 if there is none. */
  private static int lastSign(String low, int begin) {
    int sign = -1;
    for (int at = begin; at < low.length(); at++) {
      if (Character.isWhitespace(low.charAt(at)) || lengthAt(low, at, ENDS) > 0) {
        break;
      }
      sign = lengthAt(low, at, SIGNS) > 0 ? at : sign;
    }
    return sign;
  }

  private static int lengthAt(String text, int at, String[] some) {
    for (String each : some) {
      if (text.startsWith(each, at)) {
        return each.length();
      }
    }
    return 0;
  }
}

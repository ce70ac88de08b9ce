package dev.vhs.memory;

import java.util.Comparator;

/**
 * The order of keys by their UTF-8 bytes. {@link String#compareTo} orders by UTF-16 units, which
 * differs where a surrogate meets a character above it.
 */
enum KeyOrder implements Comparator<String> {
  UTF_8;

  @Override
  public int compare(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return one.length() - other.length();
  }

  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }
}

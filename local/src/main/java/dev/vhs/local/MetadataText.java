package dev.vhs.local;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A map of texts as a JSON object, so that people and SQLite's JSON functions can read it. Takes
 * every text, lone surrogates included, which it escapes.
 */
final class MetadataText {
  private final String text;
  private int at;

  private MetadataText(String text) {
    this.text = text;
  }

  /** The object, its members in order of their names. */
  static String write(Map<String, String> members) {
    StringBuilder json = new StringBuilder(32 * members.size() + 2).append('{');
    for (Map.Entry<String, String> member : new TreeMap<>(members).entrySet()) {
      if (json.length() > 1) {
        json.append(',');
      }
      quote(member.getKey(), json);
      json.append(':');
      quote(member.getValue(), json);
    }
    return json.append('}').toString();
  }

  /**
   * The members of an object.
   *
   * @throws IllegalArgumentException if it is no object of texts
   */
  static Map<String, String> read(String json) {
    MetadataText source = new MetadataText(json);
    Map<String, String> members = new HashMap<>();
    source.expect('{');
    if (source.skip('}')) {
      return source.end(members);
    }
    do {
      String name = source.quoted();
      source.expect(':');
      members.put(name, source.quoted());
    } while (source.skip(','));
    source.expect('}');
    return source.end(members);
  }

  private Map<String, String> end(Map<String, String> members) {
    blanks();
    if (at != text.length()) {
      throw malformed();
    }
    return members;
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        json.append(c).append(text.charAt(++i));
      } else if (c < ' ' || Character.isSurrogate(c)) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }

  private String quoted() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      value.append(c == '\\' ? escaped() : c);
    }
    throw malformed();
  }

  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : 0;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (at + 4 > text.length()) {
          throw malformed();
        }
        at += 4;
        yield (char) Integer.parseInt(text, at - 4, at, 16);
      }
      default -> throw malformed();
    };
  }

  private void expect(char c) {
    if (!skip(c)) {
      throw malformed();
    }
  }

  private boolean skip(char c) {
    blanks();
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void blanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  private IllegalArgumentException malformed() {
    return new IllegalArgumentException("no JSON object of texts, at character " + at);
  }
}

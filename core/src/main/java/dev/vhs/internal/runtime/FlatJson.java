package dev.vhs.internal.runtime;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON object whose values are all texts, such as the store object. It needs no JSON library.
 *
 * <p>Names and values are identities, ARNs and the like: printable ASCII without quotes and
 * backslashes.
 */
public final class FlatJson {
  private static final String TEXT = "\"([ !#-\\[\\]-~]*)\"";
  private static final Pattern MEMBER =
      Pattern.compile("\\s*" + TEXT + "\\s*:\\s*" + TEXT + "\\s*");

  private FlatJson() {}

  /** Returns the object as text, its members sorted by name, one on each line. */
  public static String write(Map<String, String> members) {
    StringBuilder json = new StringBuilder("{");
    String divider = "\n";
    for (Map.Entry<String, String> member : new TreeMap<>(members).entrySet()) {
      String line = "\"" + member.getKey() + "\": \"" + member.getValue() + "\"";
      if (!MEMBER.matcher(line).matches()) {
        throw new IllegalArgumentException("this member can't be written as JSON: " + line);
      }
      json.append(divider).append("  ").append(line);
      divider = ",\n";
    }
    return json.append("\n}\n").toString();
  }

  /**
   * Returns the members of an object.
   *
   * @throws IllegalArgumentException if the text does not have the shape that {@link #write} gives,
   *     apart from white space
   */
  public static Map<String, String> read(String json) {
    String trimmed = json.trim();
    if (!trimmed.startsWith("{") || !trimmed.endsWith("}")) {
      throw new IllegalArgumentException("not a JSON object");
    }
    Map<String, String> members = new TreeMap<>();
    Matcher matcher = MEMBER.matcher(trimmed).region(1, trimmed.length() - 1);
    while (matcher.lookingAt()) {
      members.put(matcher.group(1), matcher.group(2));
      if (matcher.end() == trimmed.length() - 1) {
        return members;
      }
      if (trimmed.charAt(matcher.end()) != ',') {
        break;
      }
      matcher.region(matcher.end() + 1, trimmed.length() - 1);
    }
    throw new IllegalArgumentException("not a JSON object of texts");
  }
}

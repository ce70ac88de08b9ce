package dev.vhs.local.shared;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A map of texts as a JSON object, so that people can read it. Takes every text, lone surrogates
 * included, which it escapes.
 */
public final class MetadataText {
  private MetadataText() {}

  /** Writes the object, its members in order of their names. */
  public static String write(Map<String, String> members) {
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
   * Reads the members of an object.
   *
   * @throws IllegalArgumentException if it is not an object of texts
   */
  public static Map<String, String> read(String json) {
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = Json.parser(json)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, parser);
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        require(parser.nextToken() == JsonToken.VALUE_STRING, parser);
        members.put(name, parser.getText());
      }
      require(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null, parser);
      return members;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "expected a JSON object of texts: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory could not be read", e);
    }
  }

  private static void require(boolean expected, JsonParser parser) {
    if (!expected) {
      throw new IllegalArgumentException(
          "expected a JSON object of texts, at character "
              + parser.currentTokenLocation().getCharOffset());
    }
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
}

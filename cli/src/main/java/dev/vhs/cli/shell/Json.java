package dev.vhs.cli.shell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.vhs.Location;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as JSON, each on one line. Jackson is loaded only with this class. */
public final class Json {
  private static final JsonFactory FACTORY =
      new JsonFactory().setCharacterEscapes(new TerminalSafe());

  private Json() {}

  /** Returns an object with these members, in the map's order. */
  public static String line(Map<String, ?> members) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      object(generator, members);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Returns the members of the JSON object that stands for a location. */
  public static Map<String, Object> members(Location location) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!location.bucket().isEmpty()) {
      members.put("bucket", location.bucket());
    }
    members.put("key", location.key());
    return members;
  }

  /** Adds a member unless its value is null: what is not known has no member. */
  public static void putIfKnown(Map<String, Object> members, String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  private static void object(JsonGenerator generator, Map<String, ?> members) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<String, ?> member : members.entrySet()) {
      generator.writeFieldName(member.getKey());
      value(generator, member.getValue());
    }
    generator.writeEndObject();
  }

  private static void value(JsonGenerator generator, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        generator.writeFieldName(String.valueOf(member.getKey()));
        value(generator, member.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof Long || value instanceof Integer) {
      generator.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double number) {
      generator.writeNumber(number);
    } else if (value instanceof Boolean bool) {
      generator.writeBoolean(bool);
    } else if (value instanceof Instant instant) {
      generator.writeString(instant.toString());
    } else {
      generator.writeString(String.valueOf(value));
    }
  }

  /**
   * The escapes of JSON, and more for what could upset a terminal: control and bidirectional
   * characters.
   */
  private static final class TerminalSafe extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final int[] ASCII = standardAsciiEscapesForJSON();

    @Override
    public int[] getEscapeCodesForAscii() {
      return ASCII;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int ch) {
      return Printable.isOdd(ch) && !Character.isSurrogate((char) ch)
          ? new SerializedString(String.format("\\u%04x", ch))
          : null;
    }
  }
}

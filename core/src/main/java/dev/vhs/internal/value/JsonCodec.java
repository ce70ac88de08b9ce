package dev.vhs.internal.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vhs.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

/** The codec of JSON, by Jackson. */
public final class JsonCodec<T> implements Codec<T> {
  private static final ObjectMapper MAPPER = JsonMapper.builder().findAndAddModules().build();

  private final ObjectWriter writer;
  private final ObjectReader reader;

  private JsonCodec(Type type) {
    JavaType known = MAPPER.constructType(type);
    writer = MAPPER.writerFor(known);
    reader = MAPPER.readerFor(known);
  }

  /** Returns the codec of a type. */
  public static <T> Codec<T> of(Class<T> type) {
    return new JsonCodec<>(type);
  }

  /** Returns the codec of a type that may be generic. */
  public static Codec<?> of(Type type) {
    return new JsonCodec<>(type);
  }

  @Override
  public byte[] encode(T value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public T decode(byte[] bytes, String contentType) {
    try {
      return reader.readValue(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String contentType() {
    return "application/json";
  }
}

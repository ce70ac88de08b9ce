package dev.vhs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.vhs.internal.value.JsonMappers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A codec of JSON by Jackson, for generic types and for a mapper of one's own. {@link
 * Codec#json(Class)} is the short way to one of a plain class. This class needs {@code
 * com.fasterxml.jackson.core:jackson-databind}; {@link Codec} shows no type of Jackson's, so that
 * it can be looked into where Jackson is missing.
 *
 * <pre>{@code
 * record Book(String title, int copies) {}
 *
 * class Shelves {
 *   VersionedStore<List<Book>> open(Vhs vhs) {
 *     return vhs.store(JsonCodec.of(new TypeReference<List<Book>>() {}));
 *   }
 * }
 * }</pre>
 *
 * <p>Unless {@link #with} says otherwise:
 *
 * <ul>
 *   <li>Unknown properties are ignored, and missing ones are null, 0 or false. So a reader of an
 *       older release can read a record to which a component was added, and the other way round.
 *   <li>Jackson's modules on the class path are used. {@code java.time} needs {@code
 *       com.fasterxml.jackson.datatype:jackson-datatype-jsr310}, {@code java.util.Optional} needs
 *       {@code com.fasterxml.jackson.datatype:jackson-datatype-jdk8}, and data classes of Kotlin
 *       need {@code com.fasterxml.jackson.module:jackson-module-kotlin}.
 *   <li>Times are written as ISO 8601, with their offset or zone, and come back with it.
 *   <li>What is written can be read: texts, names and numbers may have any length. Values that nest
 *       deeper than 1,000 are refused when they are written.
 * </ul>
 *
 * @param <T> the type of values
 */
@SuppressWarnings("exports") // a module that has no use for Jackson need not read it
public final class JsonCodec<T> implements Codec<T> {
  /** The most steps of the way to a property that a message names. */
  private static final int MAX_STEPS = 8;

  private final Type type;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  private JsonCodec(Type type, ObjectMapper mapper) {
    this.type = type;
    JavaType known = mapper.constructType(type);
    writer = mapper.writerFor(known);
    reader = mapper.readerFor(known);
  }

  /**
   * Returns the codec of a class.
   *
   * @throws InvalidRequest if a module of Jackson's on the class path can't be loaded
   */
  public static <T> JsonCodec<T> of(Class<T> type) {
    return new JsonCodec<>(type, JsonMappers.shared());
  }

  /**
   * Returns the codec of a type that may be generic, such as {@code new TypeReference<List<Book>>()
   * {}}.
   *
   * @throws InvalidRequest if a module of Jackson's on the class path can't be loaded
   */
  public static <T> JsonCodec<T> of(TypeReference<T> type) {
    return new JsonCodec<>(type.getType(), JsonMappers.shared());
  }

  /**
   * Returns the codec of a type that is known at run time alone. The caller casts it to the type of
   * its values.
   *
   * @throws InvalidRequest if a module of Jackson's on the class path can't be loaded
   */
  public static JsonCodec<?> of(Type type) {
    return new JsonCodec<>(type, JsonMappers.shared());
  }

  /**
   * Returns a codec of the same type by another mapper, whose settings, modules and limits apply in
   * place of those above. Jackson's default limits refuse to read texts of over 20,000,000
   * characters and numbers of over 1,000 digits, and do not refuse to write them. Settings that are
   * changed later have no effect.
   *
   * @throws InvalidRequest if the mapper is for another format than JSON
   */
  public JsonCodec<T> with(ObjectMapper mapper) {
    String format = mapper.getFactory().getFormatName();
    if (!JsonMappers.FORMAT.equals(format)) {
      throw new InvalidRequest(
          "A codec of JSON can't use a mapper of %s; give a mapper of JSON, or write a Codec of your own"
              .formatted(format));
    }
    return new JsonCodec<>(type, mapper);
  }

  @Override
  public byte[] encode(T value) {
    Objects.requireNonNull(value, "the value is null");
    try {
      byte[] json = writer.writeValueAsBytes(value);
      JsonMappers.requireNames(json, reader.getFactory());
      return json;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(reason(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public T decode(byte[] bytes, String contentType) {
    try {
      return Objects.requireNonNull(reader.readValue(bytes), "the JSON is null");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(reason(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what is wrong and where, without the classes that noticed it. */
  private static String reason(JsonProcessingException failure) {
    String reason = failure.getOriginalMessage();
    if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String way =
          mapping.getPath().stream()
              .limit(MAX_STEPS)
              .map(
                  step ->
                      step.getFieldName() == null
                          ? "[" + step.getIndex() + "]"
                          : step.getFieldName())
              .collect(Collectors.joining("."));
      return reason + " (at " + way + (mapping.getPath().size() > MAX_STEPS ? "…" : "") + ")";
    }
    return reason;
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public String toString() {
    return "JsonCodec[" + type.getTypeName() + "]";
  }
}

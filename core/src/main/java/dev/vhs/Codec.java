package dev.vhs;

import dev.vhs.internal.runtime.OptionalLibrary;
import dev.vhs.internal.value.BytesCodec;
import dev.vhs.internal.value.TextCodec;
import java.lang.reflect.Type;

/**
 * A translation of values into bytes and back. Implementations must be safe for use by many
 * threads. They may throw any exception: the store reports it as {@link CodecFailure}. No value is
 * null: a store refuses null before it asks the codec, and takes null from a codec for a failure.
 *
 * <pre>{@code
 * class Numbers implements Codec<Long> {
 *   public byte[] encode(Long value) {
 *     return Codec.text().encode(value.toString());
 *   }
 *
 *   public Long decode(byte[] bytes, String contentType) {
 *     return Long.valueOf(Codec.text().decode(bytes, contentType));
 *   }
 *
 *   public String contentType() {
 *     return "text/plain";
 *   }
 * }
 * }</pre>
 *
 * @param <T> the type of values
 */
public interface Codec<T> {
  /**
   * Returns the bytes of a value; the caller may keep them, and the codec must not change them
   * afterwards.
   */
  byte[] encode(T value);

  /**
   * Returns the value of some bytes.
   *
   * @param bytes the bytes as {@link #encode} made them, maybe in an earlier release or another
   *     program
   * @param contentType the media type that was stored with them
   */
  T decode(byte[] bytes, String contentType);

  /** Returns the media type of the bytes that {@link #encode} makes. */
  String contentType();

  /**
   * Returns a codec of JSON by Jackson, which must be on the class path ({@code
   * com.fasterxml.jackson.core:jackson-databind}). Records need nothing more. Unknown properties
   * are ignored. {@link JsonCodec} says the rest, and has codecs of generic types and of a mapper
   * of one's own.
   *
   * @throws InvalidRequest if Jackson is missing, or a module of it can't be loaded
   */
  static <T> Codec<T> json(Class<T> type) {
    try {
      return JsonCodec.of(type);
    } catch (NoClassDefFoundError e) {
      throw OptionalLibrary.JACKSON.missing("Codec.json", e);
    }
  }

  /**
   * Returns a codec of JSON, as {@link #json(Class)} does, of a type that may be generic. The
   * caller casts it to the type of its values; {@link JsonCodec} spares the cast.
   *
   * @throws InvalidRequest if Jackson is missing, or a module of it can't be loaded
   */
  static Codec<?> json(Type type) {
    try {
      return JsonCodec.of(type);
    } catch (NoClassDefFoundError e) {
      throw OptionalLibrary.JACKSON.missing("Codec.json", e);
    }
  }

  /** Returns a codec of text as UTF-8; malformed bytes are an error. */
  static Codec<String> text() {
    return TextCodec.INSTANCE;
  }

  /** Returns a codec of bytes as they are. */
  static Codec<byte[]> bytes() {
    return BytesCodec.INSTANCE;
  }
}

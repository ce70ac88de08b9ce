package dev.vhs;

import dev.vhs.internal.value.BytesCodec;
import dev.vhs.internal.value.JsonCodec;
import dev.vhs.internal.value.TextCodec;
import java.lang.reflect.Type;

/**
 * Turns values into bytes and back. Implementations must be safe for use by many threads, and
 * should throw anything unchecked on failure: the store reports it as {@link CodecFailure}.
 *
 * @param <T> the type of values
 */
public interface Codec<T> {
  /**
   * The bytes of a value; the caller may keep them, and the codec must not change them afterwards.
   */
  byte[] encode(T value);

  /**
   * The value of some bytes.
   *
   * @param bytes as {@link #encode} made them, maybe by an earlier release or another program
   * @param contentType what was stored with them
   */
  T decode(byte[] bytes, String contentType);

  /** The media type of what {@link #encode} makes. */
  String contentType();

  /**
   * JSON, by Jackson, which must be on the class path ({@code
   * com.fasterxml.jackson.core:jackson-databind}). Records need nothing more; unknown properties
   * are an error.
   */
  static <T> Codec<T> json(Class<T> type) {
    return JsonCodec.of(type);
  }

  /**
   * JSON, as {@link #json(Class)} makes it, of a type that may be generic. The caller knows what
   * its values are.
   */
  static Codec<?> json(Type type) {
    return JsonCodec.of(type);
  }

  /** Text as UTF-8, malformed bytes are an error. */
  static Codec<String> text() {
    return TextCodec.INSTANCE;
  }

  /** Bytes as they are. */
  static Codec<byte[]> bytes() {
    return BytesCodec.INSTANCE;
  }
}

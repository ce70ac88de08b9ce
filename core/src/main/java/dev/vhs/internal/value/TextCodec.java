package dev.vhs.internal.value;

import dev.vhs.Codec;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The codec of text as UTF-8. Malformed text is an error in both directions. */
public enum TextCodec implements Codec<String> {
  /** The only instance. */
  INSTANCE;

  @Override
  public byte[] encode(String value) {
    Objects.requireNonNull(value, "the value is null");
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the text has half a character (a lone surrogate)", e);
    }
  }

  @Override
  public String decode(byte[] bytes, String contentType) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the bytes are not UTF-8", e);
    }
  }

  @Override
  public String contentType() {
    return "text/plain; charset=utf-8";
  }
}

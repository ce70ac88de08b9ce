package dev.vhs.internal.value;

import dev.vhs.Codec;
import dev.vhs.CodecFailure;
import dev.vhs.VhsException;
import dev.vhs.WriteOptions;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;

/**
 * A user's codec, whose failures become failures of the store.
 *
 * @param <T> the type of values
 * @param codec the codec as it was given
 */
public record CheckedCodec<T>(Codec<T> codec) {
  /**
   * Encodes a value.
   *
   * @throws CodecFailure if the codec fails
   */
  public byte[] encode(String id, T value) {
    try {
      return codec.encode(value);
    } catch (VhsException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CodecFailure(
          "The value for '%s' can't be encoded: %s. Nothing was written"
              .formatted(id, e.getMessage()),
          id,
          null,
          e);
    }
  }

  /**
   * Decodes the bytes of a row.
   *
   * @throws CodecFailure if the codec fails
   */
  public T decode(Row row, byte[] bytes) {
    Content content = row.content();
    try {
      return codec.decode(bytes, content == null ? codec.contentType() : content.contentType());
    } catch (VhsException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CodecFailure(
          "Version %d of '%s' can't be decoded: %s"
              .formatted(row.version(), row.id(), e.getMessage()),
          row.id(),
          row.version(),
          e);
    }
  }

  /** Returns the content type of values written with some options. */
  public String type(WriteOptions options) {
    return options.contentType().orElseGet(codec::contentType);
  }
}

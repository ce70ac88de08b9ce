package dev.vhs.internal.value;

import dev.vhs.Codec;
import dev.vhs.CodecFailure;
import dev.vhs.VhsException;
import dev.vhs.WriteOptions;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user's codec, whose failures become failures of the store. Null is no value: neither the
 * caller's nor the codec's passes.
 *
 * @param <T> the type of values
 * @param codec the codec as it was given
 */
public record CheckedCodec<T>(Codec<T> codec) {
  /**
   * Returns a value that was given for an id.
   *
   * @throws CodecFailure if it is null
   */
  public T present(String id, @Nullable T value) {
    if (value == null) {
      throw new CodecFailure(
          "The value for '%s' is null, and a store keeps no null. Nothing was written; delete the id if it is to have no value"
              .formatted(id),
          id,
          null,
          null);
    }
    return value;
  }

  /**
   * Encodes a value.
   *
   * @throws CodecFailure if the value is null, or the codec fails
   */
  public byte[] encode(String id, @Nullable T value) {
    T present = present(id, value);
    try {
      return Objects.requireNonNull(codec.encode(present), "the codec gave null for its bytes");
    } catch (VhsException e) {
      throw e;
    } catch (Exception | StackOverflowError | LinkageError e) {
      throw notEncoded(id, e);
    }
  }

  /**
   * Decodes the bytes of a row.
   *
   * @throws CodecFailure if the codec fails, or gives null
   */
  public T decode(Row row, byte[] bytes) {
    Content content = row.content();
    try {
      return Objects.requireNonNull(
          codec.decode(bytes, content == null ? codec.contentType() : content.contentType()),
          "the codec gave null for a value");
    } catch (VhsException e) {
      throw e;
    } catch (Exception | StackOverflowError | LinkageError e) {
      throw new CodecFailure(
          "Version %s of '%s' can't be decoded: %s".formatted(row.version(), row.id(), reason(e)),
          row.id(),
          row.version(),
          e);
    }
  }

  /**
   * Returns the content type of values written with some options.
   *
   * @throws CodecFailure if the options have none, and the codec fails or gives null
   */
  public String type(String id, WriteOptions options) {
    return options.contentType().orElseGet(() -> ownType(id));
  }

  private String ownType(String id) {
    try {
      return Objects.requireNonNull(
          codec.contentType(), "the codec gave null for its content type");
    } catch (VhsException e) {
      throw e;
    } catch (Exception | StackOverflowError | LinkageError e) {
      throw notEncoded(id, e);
    }
  }

  private static CodecFailure notEncoded(String id, Throwable cause) {
    return new CodecFailure(
        "The value for '%s' can't be encoded: %s. Nothing was written".formatted(id, reason(cause)),
        id,
        null,
        cause);
  }

  private static String reason(Throwable cause) {
    if (cause instanceof StackOverflowError) {
      return "it nests too deep, or contains itself";
    }
    String message = cause.getMessage();
    return message == null || cause instanceof LinkageError ? cause.toString() : message;
  }
}

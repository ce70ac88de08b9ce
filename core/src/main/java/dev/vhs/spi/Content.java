package dev.vhs.spi;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row says of its value: the facts of the write that made it.
 *
 * @param size the value's length in bytes, before encoding
 * @param storedSize its length as stored, after encoding
 * @param sha256 the SHA-256 of the bytes before encoding, 64 lower-case hex digits
 * @param contentType its media type
 * @param encoding {@code zstd}, or null where the bytes are stored as they are
 * @param createdAt when the value was made, for people; {@link Row#committedAt()} is the row's age
 * @param metadata the user's own, at most 8 KiB in all
 */
public record Content(
    long size,
    long storedSize,
    String sha256,
    String contentType,
    @Nullable String encoding,
    @Nullable Instant createdAt,
    Map<String, String> metadata) {
  public Content {
    if (size < 0 || storedSize < 0) {
      throw new IllegalArgumentException("negative size: " + size + ", stored " + storedSize);
    }
    if (sha256.length() != 64) {
      throw new IllegalArgumentException("a SHA-256 has 64 hex digits: '" + sha256 + "'");
    }
    metadata = Map.copyOf(metadata);
  }

  /** The same value with other metadata. */
  public Content withMetadata(Map<String, String> other) {
    return new Content(size, storedSize, sha256, contentType, encoding, createdAt, other);
  }
}

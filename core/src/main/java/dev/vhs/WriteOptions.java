package dev.vhs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What goes with a value that is written. Immutable: each method gives options with one thing
 * changed.
 */
public final class WriteOptions {
  /** No content type but the codec's, no metadata, created now. */
  public static final WriteOptions DEFAULT = new WriteOptions(null, Map.of(), null);

  /** The most that metadata may take, names and values in UTF-8, in bytes. */
  public static final int MAX_METADATA_BYTES = 8 * 1024;

  private final @Nullable String contentType;
  private final Map<String, String> metadata;
  private final @Nullable Instant createdAt;

  private WriteOptions(
      @Nullable String contentType, Map<String, String> metadata, @Nullable Instant createdAt) {
    this.contentType = contentType;
    this.metadata = metadata;
    this.createdAt = createdAt;
  }

  /** With that media type in place of the codec's. */
  public WriteOptions contentType(String type) {
    return new WriteOptions(type, metadata, createdAt);
  }

  /** With one more name and value. */
  public WriteOptions metadata(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(metadata);
    more.put(name, value);
    return metadata(more);
  }

  /** With those names and values, and no others. */
  public WriteOptions metadata(Map<String, String> all) {
    return new WriteOptions(contentType, Map.copyOf(all), createdAt);
  }

  /** With the moment when the value was first made; an import keeps it so. */
  public WriteOptions createdAt(Instant moment) {
    return new WriteOptions(contentType, metadata, moment);
  }

  /** The media type, where it is not left to the codec. */
  public Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  /** The user's own names and values. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** When the value was made, where it is not now. */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(createdAt);
  }
}

package dev.vhs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of writes: what goes with a value. Immutable: each method returns options with one
 * thing changed.
 */
public final class WriteOptions {
  /** The default options: the codec's content type, no metadata, created now. */
  public static final WriteOptions DEFAULT = new WriteOptions(null, Map.of(), null);

  /** The largest size of metadata, names and values in UTF-8, in bytes. */
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

  /** Sets the media type, in place of the codec's. */
  public WriteOptions contentType(String type) {
    return new WriteOptions(type, metadata, createdAt);
  }

  /** Adds one name and value of the user's own. */
  public WriteOptions metadata(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(metadata);
    more.put(name, value);
    return metadata(more);
  }

  /** Sets the user's own names and values, in place of all others. */
  public WriteOptions metadata(Map<String, String> all) {
    return new WriteOptions(contentType, Map.copyOf(all), createdAt);
  }

  /**
   * Sets the moment when the value was first made, as an import does. Stored in whole milliseconds;
   * a write refuses a moment that is too far from 1970 to be counted in milliseconds by a {@code
   * long}.
   */
  public WriteOptions createdAt(Instant moment) {
    return new WriteOptions(contentType, metadata, moment);
  }

  /** Returns the media type; empty for the codec's. */
  public Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  /** Returns the user's own names and values. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** Returns the moment when the value was made; empty for the time of the write. */
  public Optional<Instant> createdAt() {
    return Optional.ofNullable(createdAt);
  }
}

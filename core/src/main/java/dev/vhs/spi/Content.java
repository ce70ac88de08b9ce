package dev.vhs.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The facts of a value, as the write that made it stated them. Immutable; facts may be added. */
public final class Content {
  private final long size;
  private final long storedSize;
  private final String sha256;
  private final String contentType;
  private final @Nullable String encoding;
  private final @Nullable Instant createdAt;
  private final Map<String, String> metadata;

  private Content(Builder from) {
    this.size = from.size;
    this.storedSize = from.storedSize;
    this.sha256 = from.sha256;
    this.contentType = from.contentType;
    this.encoding = from.encoding;
    this.createdAt = from.createdAt;
    this.metadata = Map.copyOf(from.metadata);
    if (size < 0 || storedSize < 0) {
      throw new IllegalArgumentException("negative size: " + size + ", stored " + storedSize);
    }
    if (sha256.length() != 64) {
      throw new IllegalArgumentException("a SHA-256 has 64 hex digits: '" + sha256 + "'");
    }
  }

  /**
   * Returns a builder of a value's facts.
   *
   * @param size the value's length in bytes, before encoding
   * @param sha256 the SHA-256 of the bytes before encoding, in 64 lower-case hex digits
   * @param contentType the value's media type
   */
  public static Builder builder(long size, String sha256, String contentType) {
    return new Builder(size, sha256, contentType);
  }

  /** Returns a builder that has these facts, to change some of them. */
  public Builder toBuilder() {
    Builder builder = new Builder(size, sha256, contentType);
    builder.storedSize = storedSize;
    builder.encoding = encoding;
    builder.createdAt = createdAt;
    builder.metadata = metadata;
    return builder;
  }

  /** Returns the value's length in bytes, before encoding. */
  public long size() {
    return size;
  }

  /** Returns the value's length in bytes as stored, after encoding. */
  public long storedSize() {
    return storedSize;
  }

  /** Returns the SHA-256 of the bytes before encoding, in 64 lower-case hex digits. */
  public String sha256() {
    return sha256;
  }

  /** Returns the value's media type. */
  public String contentType() {
    return contentType;
  }

  /**
   * Returns the encoding of the stored bytes: {@code zstd}, or null where they are stored as they
   * are.
   */
  public @Nullable String encoding() {
    return encoding;
  }

  /**
   * Returns the moment when the value was made, for people; the age of a row is its {@link
   * Row#committedAt()}. Null where the writer did not say.
   */
  public @Nullable Instant createdAt() {
    return createdAt;
  }

  /** Returns the user's own names and values, at most 8 KiB in all. Unmodifiable. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** Returns these facts with other metadata. */
  public Content withMetadata(Map<String, String> other) {
    return toBuilder().metadata(other).build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Content that
        && size == that.size
        && storedSize == that.storedSize
        && sha256.equals(that.sha256)
        && contentType.equals(that.contentType)
        && Objects.equals(encoding, that.encoding)
        && Objects.equals(createdAt, that.createdAt)
        && metadata.equals(that.metadata);
  }

  @Override
  public int hashCode() {
    return Objects.hash(size, sha256, contentType, createdAt);
  }

  @Override
  public String toString() {
    return "Content[size="
        + size
        + ", storedSize="
        + storedSize
        + ", sha256="
        + sha256
        + ", contentType="
        + contentType
        + ", encoding="
        + encoding
        + ", createdAt="
        + createdAt
        + ", metadata="
        + metadata
        + "]";
  }

  /** The builder of a value's facts. For use by one thread. */
  public static final class Builder {
    private long size;
    private long storedSize;
    private String sha256;
    private String contentType;
    private @Nullable String encoding;
    private @Nullable Instant createdAt;
    private Map<String, String> metadata = Map.of();

    private Builder(long size, String sha256, String contentType) {
      this.size = size;
      this.sha256 = Objects.requireNonNull(sha256, "sha256");
      this.contentType = Objects.requireNonNull(contentType, "contentType");
      this.storedSize = size;
    }

    /** Sets the value's length in bytes, before encoding. */
    public Builder size(long value) {
      this.size = value;
      return this;
    }

    /** Sets the value's length in bytes as stored, after encoding. Default: the {@code size}. */
    public Builder storedSize(long value) {
      this.storedSize = value;
      return this;
    }

    /** Sets the SHA-256 of the bytes before encoding, in 64 lower-case hex digits. */
    public Builder sha256(String value) {
      this.sha256 = Objects.requireNonNull(value, "sha256");
      return this;
    }

    /** Sets the value's media type. */
    public Builder contentType(String value) {
      this.contentType = Objects.requireNonNull(value, "contentType");
      return this;
    }

    /** Sets the encoding of the stored bytes: {@code zstd}, or null for none. Default: null. */
    public Builder encoding(@Nullable String value) {
      this.encoding = value;
      return this;
    }

    /** Sets the moment when the value was made, or null. Default: null. */
    public Builder createdAt(@Nullable Instant value) {
      this.createdAt = value;
      return this;
    }

    /** Sets the user's own names and values, at most 8 KiB in all. Default: none. */
    public Builder metadata(Map<String, String> value) {
      this.metadata = Objects.requireNonNull(value, "metadata");
      return this;
    }

    /**
     * Returns what was set, as one immutable value.
     *
     * @throws IllegalArgumentException if a size is negative, or the checksum has another length
     *     than 64
     */
    public Content build() {
      return new Content(this);
    }
  }
}

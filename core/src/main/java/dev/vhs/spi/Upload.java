package dev.vhs.spi;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An object to store. Immutable; attributes may be added. */
public final class Upload {
  /** The user metadata that holds an object's id, its UTF-8 bytes in base64url without padding. */
  public static final String ID_METADATA = "vhs-id";

  /** The user metadata that holds the write id of the write that made an object. */
  public static final String WRITE_ID_METADATA = "vhs-write-id";

  private final String key;
  private final Body body;
  private final String contentType;
  private final @Nullable String contentEncoding;
  private final Map<String, String> userMetadata;
  private final boolean ifAbsent;

  private Upload(Builder from) {
    this.key = from.key;
    this.body = from.body;
    this.contentType = from.contentType;
    this.contentEncoding = from.contentEncoding;
    this.userMetadata = Map.copyOf(from.userMetadata);
    this.ifAbsent = from.ifAbsent;
  }

  /**
   * Returns a builder of an upload.
   *
   * @param key the object's key in the store's bucket
   * @param body the object's bytes
   */
  public static Builder builder(String key, Body body) {
    return new Builder(key, body);
  }

  /** Returns a builder that has the attributes of this upload, to change some of them. */
  public Builder toBuilder() {
    Builder builder = new Builder(key, body);
    builder.contentType = contentType;
    builder.contentEncoding = contentEncoding;
    builder.userMetadata = userMetadata;
    builder.ifAbsent = ifAbsent;
    return builder;
  }

  /** Returns the object's key in the store's bucket. */
  public String key() {
    return key;
  }

  /** Returns the object's bytes. */
  public Body body() {
    return body;
  }

  /** Returns the object's media type, for people. */
  public String contentType() {
    return contentType;
  }

  /** Returns the object's encoding, for people; null for none. */
  public @Nullable String contentEncoding() {
    return contentEncoding;
  }

  /**
   * Returns short ASCII names and values that go with the object and tell whose it is.
   * Unmodifiable.
   */
  public Map<String, String> userMetadata() {
    return userMetadata;
  }

  /** Returns whether to store the object only where no object has the key. */
  public boolean ifAbsent() {
    return ifAbsent;
  }

  @Override
  public String toString() {
    return "Upload[key="
        + key
        + ", body="
        + body
        + ", contentType="
        + contentType
        + ", contentEncoding="
        + contentEncoding
        + ", userMetadata="
        + userMetadata
        + ", ifAbsent="
        + ifAbsent
        + "]";
  }

  /** The builder of an upload. For use by one thread. */
  public static final class Builder {
    private String key;
    private Body body;
    private String contentType = "application/octet-stream";
    private @Nullable String contentEncoding;
    private Map<String, String> userMetadata = Map.of();
    private boolean ifAbsent;

    private Builder(String key, Body body) {
      this.key = Objects.requireNonNull(key, "key");
      this.body = Objects.requireNonNull(body, "body");
    }

    /** Sets the object's key in the store's bucket. */
    public Builder key(String value) {
      this.key = Objects.requireNonNull(value, "key");
      return this;
    }

    /** Sets the object's bytes. */
    public Builder body(Body value) {
      this.body = Objects.requireNonNull(value, "body");
      return this;
    }

    /** Sets the object's media type, for people. Default: {@code application/octet-stream}. */
    public Builder contentType(String value) {
      this.contentType = Objects.requireNonNull(value, "contentType");
      return this;
    }

    /** Sets the object's encoding, for people. Default: null, none. */
    public Builder contentEncoding(@Nullable String value) {
      this.contentEncoding = value;
      return this;
    }

    /** Sets short ASCII names and values that go with the object. Default: none. */
    public Builder userMetadata(Map<String, String> value) {
      this.userMetadata = Objects.requireNonNull(value, "userMetadata");
      return this;
    }

    /** Sets whether to store the object only where no object has the key. Default: false. */
    public Builder ifAbsent(boolean value) {
      this.ifAbsent = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public Upload build() {
      return new Upload(this);
    }
  }
}

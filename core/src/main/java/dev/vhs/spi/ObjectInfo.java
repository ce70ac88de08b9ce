package dev.vhs.spi;

import dev.vhs.Location;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The facts of an object, as its object store tells them. Immutable; facts may be added. */
public final class ObjectInfo {
  private final Location location;
  private final long size;
  private final Instant storedAt;
  private final Map<String, String> userMetadata;
  private final @Nullable String doubt;

  private ObjectInfo(Builder from) {
    this.location = from.location;
    this.size = from.size;
    this.storedAt = from.storedAt;
    this.userMetadata = Map.copyOf(from.userMetadata);
    this.doubt = from.doubt;
  }

  /**
   * Returns a builder of an object's facts.
   *
   * @param location the place of the object
   * @param size the object's length in bytes, as stored
   * @param storedAt the moment when the object was stored, by the object store's clock; of an
   *     upload that took long, not later than its end
   */
  public static Builder builder(Location location, long size, Instant storedAt) {
    return new Builder(location, size, storedAt);
  }

  /** Returns a builder that has these facts, to change some of them. */
  public Builder toBuilder() {
    Builder builder = new Builder(location, size, storedAt);
    builder.userMetadata = userMetadata;
    builder.doubt = doubt;
    return builder;
  }

  /** Returns the place of the object. */
  public Location location() {
    return location;
  }

  /** Returns the object's length in bytes, as stored. */
  public long size() {
    return size;
  }

  /**
   * Returns the moment when the object was stored, by the object store's clock; of an upload that
   * took long, not later than its end.
   */
  public Instant storedAt() {
    return storedAt;
  }

  /**
   * Returns the names and values that were uploaded with the object; empty in listings.
   * Unmodifiable.
   */
  public Map<String, String> userMetadata() {
    return userMetadata;
  }

  /**
   * Returns the reason to doubt that these facts come from the object store and not from something
   * between it and us, in a few words. Null if there is no doubt. An object that is not as it was
   * written counts as damaged; with a doubt, it counts as out of reach.
   */
  public @Nullable String doubt() {
    return doubt;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectInfo that
        && location.equals(that.location)
        && size == that.size
        && storedAt.equals(that.storedAt)
        && userMetadata.equals(that.userMetadata)
        && Objects.equals(doubt, that.doubt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(location, size, storedAt, userMetadata, doubt);
  }

  @Override
  public String toString() {
    return "ObjectInfo[location="
        + location
        + ", size="
        + size
        + ", storedAt="
        + storedAt
        + ", userMetadata="
        + userMetadata
        + (doubt == null ? "" : ", doubt=" + doubt)
        + "]";
  }

  /** The builder of an object's facts. For use by one thread. */
  public static final class Builder {
    private Location location;
    private long size;
    private Instant storedAt;
    private Map<String, String> userMetadata = Map.of();
    private @Nullable String doubt;

    private Builder(Location location, long size, Instant storedAt) {
      this.location = Objects.requireNonNull(location, "location");
      this.size = size;
      this.storedAt = Objects.requireNonNull(storedAt, "storedAt");
    }

    /** Sets the place of the object. */
    public Builder location(Location value) {
      this.location = Objects.requireNonNull(value, "location");
      return this;
    }

    /** Sets the object's length in bytes, as stored. */
    public Builder size(long value) {
      this.size = value;
      return this;
    }

    /** Sets the moment when the object was stored, by the object store's clock. */
    public Builder storedAt(Instant value) {
      this.storedAt = Objects.requireNonNull(value, "storedAt");
      return this;
    }

    /** Sets the names and values that were uploaded with the object. Default: none. */
    public Builder userMetadata(Map<String, String> value) {
      this.userMetadata = Objects.requireNonNull(value, "userMetadata");
      return this;
    }

    /**
     * Sets what makes it doubtful that these facts come from the object store. Default: null, for
     * no doubt.
     */
    public Builder doubt(@Nullable String value) {
      this.doubt = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public ObjectInfo build() {
      return new ObjectInfo(this);
    }
  }
}

package dev.vhs.spi;

import java.time.InstantSource;
import java.util.Objects;

/** The traits of an object store that an engine must know. Immutable; traits may be added. */
public final class ObjectTraits {
  private final String bucket;
  private final InstantSource clock;
  private final long maxObjectBytes;
  private final boolean conditionalUploads;

  private ObjectTraits(Builder from) {
    this.bucket = from.bucket;
    this.clock = from.clock;
    this.maxObjectBytes = from.maxObjectBytes;
    this.conditionalUploads = from.conditionalUploads;
  }

  /**
   * Returns a builder of an object store's traits.
   *
   * @param clock the object store's time, by which the ages of objects are judged
   */
  public static Builder builder(InstantSource clock) {
    return new Builder(clock);
  }

  /** Returns a builder that has these traits, to change some of them. */
  public Builder toBuilder() {
    Builder builder = new Builder(clock);
    builder.bucket = bucket;
    builder.maxObjectBytes = maxObjectBytes;
    builder.conditionalUploads = conditionalUploads;
    return builder;
  }

  /** Returns the name that the locations of the store's objects carry; empty where it has none. */
  public String bucket() {
    return bucket;
  }

  /** Returns the object store's time, by which the ages of objects are judged. */
  public InstantSource clock() {
    return clock;
  }

  /** Returns the size of the largest object that the store takes, in bytes. */
  public long maxObjectBytes() {
    return maxObjectBytes;
  }

  /**
   * Returns whether values are uploaded with {@link Upload#ifAbsent()}, so that the service can
   * refuse uploads which would replace an object. Their keys are free in any case.
   */
  public boolean conditionalUploads() {
    return conditionalUploads;
  }

  @Override
  public String toString() {
    return "ObjectTraits[bucket="
        + bucket
        + ", clock="
        + clock
        + ", maxObjectBytes="
        + maxObjectBytes
        + ", conditionalUploads="
        + conditionalUploads
        + "]";
  }

  /** The builder of an object store's traits. For use by one thread. */
  public static final class Builder {
    private String bucket = "";
    private InstantSource clock;
    private long maxObjectBytes = Long.MAX_VALUE;
    private boolean conditionalUploads;

    private Builder(InstantSource clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Sets the name that the locations of the store's objects carry. Default: empty. */
    public Builder bucket(String value) {
      this.bucket = Objects.requireNonNull(value, "bucket");
      return this;
    }

    /** Sets the object store's time, by which the ages of objects are judged. */
    public Builder clock(InstantSource value) {
      this.clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Sets the size of the largest object that the store takes, in bytes. Default: {@link
     * Long#MAX_VALUE}, no limit.
     */
    public Builder maxObjectBytes(long value) {
      this.maxObjectBytes = value;
      return this;
    }

    /**
     * Sets whether values are uploaded with {@link Upload#ifAbsent()}. It is for a service that can
     * refuse other uploads, and to which the condition costs no request. Default: false.
     */
    public Builder conditionalUploads(boolean value) {
      this.conditionalUploads = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public ObjectTraits build() {
      return new ObjectTraits(this);
    }
  }
}

package dev.vhs.spi;

import dev.vhs.Variant;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/** The traits of an index that an engine must know. Immutable; traits may be added. */
public final class IndexTraits {
  private final Variant variant;
  private final InstantSource clock;
  private final long maxItemBytes;
  private final Duration clockTolerance;
  private final boolean keepsIdentityWhenRestored;

  private IndexTraits(Builder from) {
    this.variant = from.variant;
    this.clock = from.clock;
    this.maxItemBytes = from.maxItemBytes;
    this.clockTolerance = from.clockTolerance;
    this.keepsIdentityWhenRestored = from.keepsIdentityWhenRestored;
  }

  /**
   * Returns a builder of an index's traits.
   *
   * @param variant the variant that the index's key schema is of
   * @param clock the index's time, by which {@code notAfter} and the ages of rows are judged
   */
  public static Builder builder(Variant variant, InstantSource clock) {
    return new Builder(variant, clock);
  }

  /** Returns a builder that has these traits, to change some of them. */
  public Builder toBuilder() {
    Builder builder = new Builder(variant, clock);
    builder.maxItemBytes = maxItemBytes;
    builder.clockTolerance = clockTolerance;
    builder.keepsIdentityWhenRestored = keepsIdentityWhenRestored;
    return builder;
  }

  /** Returns the variant that the index's key schema is of. */
  public Variant variant() {
    return variant;
  }

  /** Returns the index's time, by which {@code notAfter} and the ages of rows are judged. */
  public InstantSource clock() {
    return clock;
  }

  /**
   * Returns the size of the largest row that the index takes, in bytes as {@link ItemSize} counts.
   */
  public long maxItemBytes() {
    return maxItemBytes;
  }

  /** Returns how much later than its {@code notAfter} a commit may still apply. */
  public Duration clockTolerance() {
    return clockTolerance;
  }

  /**
   * Returns whether the index keeps its {@linkplain PointerIndex#identity identity} when an earlier
   * state of it is put back in its place, such as a copy of a database. The engine then keeps a
   * witness in the object store, by which it recognises that.
   */
  public boolean keepsIdentityWhenRestored() {
    return keepsIdentityWhenRestored;
  }

  @Override
  public String toString() {
    return "IndexTraits[variant="
        + variant
        + ", clock="
        + clock
        + ", maxItemBytes="
        + maxItemBytes
        + ", clockTolerance="
        + clockTolerance
        + ", keepsIdentityWhenRestored="
        + keepsIdentityWhenRestored
        + "]";
  }

  /** The builder of an index's traits. For use by one thread. */
  public static final class Builder {
    private Variant variant;
    private InstantSource clock;
    private long maxItemBytes = Long.MAX_VALUE;
    private Duration clockTolerance = Duration.ZERO;
    private boolean keepsIdentityWhenRestored = true;

    private Builder(Variant variant, InstantSource clock) {
      this.variant = Objects.requireNonNull(variant, "variant");
      this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Sets the variant that the index's key schema is of. */
    public Builder variant(Variant value) {
      this.variant = Objects.requireNonNull(value, "variant");
      return this;
    }

    /** Sets the index's time, by which {@code notAfter} and the ages of rows are judged. */
    public Builder clock(InstantSource value) {
      this.clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Sets the size of the largest row that the index takes, in bytes as {@link ItemSize} counts.
     * Default: {@link Long#MAX_VALUE}, no limit.
     */
    public Builder maxItemBytes(long value) {
      this.maxItemBytes = value;
      return this;
    }

    /** Sets how much later than its {@code notAfter} a commit may still apply. Default: zero. */
    public Builder clockTolerance(Duration value) {
      this.clockTolerance = Objects.requireNonNull(value, "clockTolerance");
      return this;
    }

    /**
     * Sets whether the index keeps its identity when an earlier state of it is put back in its
     * place. Default: true, which is safe for every index.
     */
    public Builder keepsIdentityWhenRestored(boolean value) {
      this.keepsIdentityWhenRestored = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public IndexTraits build() {
      return new IndexTraits(this);
    }
  }
}

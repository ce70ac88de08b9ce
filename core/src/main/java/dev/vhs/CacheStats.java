package dev.vhs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an open store's cache since the store was opened; all 0 where it has none.
 * Immutable; figures may be added.
 */
public final class CacheStats {
  /** The figures of a store without a cache. */
  public static final CacheStats NONE = builder().build();

  private final long valueHits;
  private final long valueMisses;
  private final long versionHits;
  private final long versionMisses;
  private final long guesses;
  private final long staleGuesses;
  private final long evictions;
  private final long entries;
  private final long bytes;

  private CacheStats(Builder from) {
    this.valueHits = from.valueHits;
    this.valueMisses = from.valueMisses;
    this.versionHits = from.versionHits;
    this.versionMisses = from.versionMisses;
    this.guesses = from.guesses;
    this.staleGuesses = from.staleGuesses;
    this.evictions = from.evictions;
    this.entries = from.entries;
    this.bytes = from.bytes;
  }

  /** Returns a builder of a cache's figures. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns how many reads of a value's object were answered from memory, including those that
   * waited for another read of the same object.
   */
  public long valueHits() {
    return valueHits;
  }

  /** Returns how many reads of a value's object were answered by the object store. */
  public long valueMisses() {
    return valueMisses;
  }

  /** Returns how many reads of one version found its pointer in memory. */
  public long versionHits() {
    return versionHits;
  }

  /** Returns how many reads of one version asked the index for its pointer. */
  public long versionMisses() {
    return versionMisses;
  }

  /** Returns how many writes started from a pointer in memory. */
  public long guesses() {
    return guesses;
  }

  /**
   * Returns how many of the {@link #guesses} found another version in the way, and went on from
   * that one.
   */
  public long staleGuesses() {
    return staleGuesses;
  }

  /** Returns how many pointers and values made room for others. */
  public long evictions() {
    return evictions;
  }

  /** Returns how many pointers and values the cache holds. */
  public long entries() {
    return entries;
  }

  /**
   * Returns how many bytes of memory these take, as counted against {@link VhsBuilder#cacheBytes}.
   */
  public long bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CacheStats that
        && valueHits == that.valueHits
        && valueMisses == that.valueMisses
        && versionHits == that.versionHits
        && versionMisses == that.versionMisses
        && guesses == that.guesses
        && staleGuesses == that.staleGuesses
        && evictions == that.evictions
        && entries == that.entries
        && bytes == that.bytes;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        valueHits,
        valueMisses,
        versionHits,
        versionMisses,
        guesses,
        staleGuesses,
        evictions,
        entries,
        bytes);
  }

  @Override
  public String toString() {
    return "CacheStats[valueHits="
        + valueHits
        + ", valueMisses="
        + valueMisses
        + ", versionHits="
        + versionHits
        + ", versionMisses="
        + versionMisses
        + ", guesses="
        + guesses
        + ", staleGuesses="
        + staleGuesses
        + ", evictions="
        + evictions
        + ", entries="
        + entries
        + ", bytes="
        + bytes
        + "]";
  }

  /**
   * The builder of a cache's figures; for the store, and for tests of applications. Figures that
   * are not set are 0.
   */
  public static final class Builder {
    private long valueHits;
    private long valueMisses;
    private long versionHits;
    private long versionMisses;
    private long guesses;
    private long staleGuesses;
    private long evictions;
    private long entries;
    private long bytes;

    private Builder() {}

    /** Sets how many reads of a value's object were answered from memory. Default: 0. */
    public Builder valueHits(long value) {
      this.valueHits = value;
      return this;
    }

    /** Sets how many reads of a value's object were answered by the object store. Default: 0. */
    public Builder valueMisses(long value) {
      this.valueMisses = value;
      return this;
    }

    /** Sets how many reads of one version found its pointer in memory. Default: 0. */
    public Builder versionHits(long value) {
      this.versionHits = value;
      return this;
    }

    /** Sets how many reads of one version asked the index for its pointer. Default: 0. */
    public Builder versionMisses(long value) {
      this.versionMisses = value;
      return this;
    }

    /** Sets how many writes started from a pointer in memory. Default: 0. */
    public Builder guesses(long value) {
      this.guesses = value;
      return this;
    }

    /** Sets how many of the guesses found another version in the way. Default: 0. */
    public Builder staleGuesses(long value) {
      this.staleGuesses = value;
      return this;
    }

    /** Sets how many pointers and values made room for others. Default: 0. */
    public Builder evictions(long value) {
      this.evictions = value;
      return this;
    }

    /** Sets how many pointers and values the cache holds. Default: 0. */
    public Builder entries(long value) {
      this.entries = value;
      return this;
    }

    /** Sets how many bytes of memory these take. Default: 0. */
    public Builder bytes(long value) {
      this.bytes = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public CacheStats build() {
      return new CacheStats(this);
    }
  }
}

package dev.vhs;

import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The most that a task on a whole store may take, as if each row named an object of its own and was
 * read by itself. Immutable; figures may be added.
 */
public final class Estimate {
  private final long rows;
  private final long indexBytes;
  private final long indexRequests;
  private final long lists;
  private final long reads;
  private final OptionalDouble dollars;
  private final String asOf;

  private Estimate(Builder from) {
    this.rows = from.rows;
    this.indexBytes = from.indexBytes;
    this.indexRequests = from.indexRequests;
    this.lists = from.lists;
    this.reads = from.reads;
    this.dollars = from.dollars;
    this.asOf = from.asOf;
  }

  /**
   * Returns a builder of an estimate.
   *
   * @param asOf the source of the counts and how old they may be, in words for people
   */
  public static Builder builder(String asOf) {
    return new Builder(asOf);
  }

  /** Returns how many rows the index has. */
  public long rows() {
    return rows;
  }

  /** Returns how many bytes these rows have. */
  public long indexBytes() {
    return indexBytes;
  }

  /** Returns how many requests to the index the task takes. */
  public long indexRequests() {
    return indexRequests;
  }

  /** Returns how many listings of objects the task takes. */
  public long lists() {
    return lists;
  }

  /** Returns how many objects the task looks for or reads. */
  public long reads() {
    return reads;
  }

  /**
   * Returns the price of these requests in US dollars, by published prices; empty where nobody is
   * billed. The bytes of objects that are read are not in it.
   */
  public OptionalDouble dollars() {
    return dollars;
  }

  /** Returns the source of the counts and how old they may be, in words for people. */
  public String asOf() {
    return asOf;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Estimate that
        && rows == that.rows
        && indexBytes == that.indexBytes
        && indexRequests == that.indexRequests
        && lists == that.lists
        && reads == that.reads
        && dollars.equals(that.dollars)
        && asOf.equals(that.asOf);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, indexBytes, indexRequests, lists, reads, dollars, asOf);
  }

  @Override
  public String toString() {
    return "Estimate[rows="
        + rows
        + ", indexBytes="
        + indexBytes
        + ", indexRequests="
        + indexRequests
        + ", lists="
        + lists
        + ", reads="
        + reads
        + ", dollars="
        + dollars
        + ", asOf="
        + asOf
        + "]";
  }

  /**
   * The builder of an estimate; for the store, and for tests of applications. Figures that are not
   * set are 0.
   */
  public static final class Builder {
    private long rows;
    private long indexBytes;
    private long indexRequests;
    private long lists;
    private long reads;
    private OptionalDouble dollars = OptionalDouble.empty();
    private final String asOf;

    private Builder(String asOf) {
      this.asOf = Objects.requireNonNull(asOf, "asOf");
    }

    /** Sets how many rows the index has. Default: 0. */
    public Builder rows(long value) {
      this.rows = value;
      return this;
    }

    /** Sets how many bytes these rows have. Default: 0. */
    public Builder indexBytes(long value) {
      this.indexBytes = value;
      return this;
    }

    /** Sets how many requests to the index the task takes. Default: 0. */
    public Builder indexRequests(long value) {
      this.indexRequests = value;
      return this;
    }

    /** Sets how many listings of objects the task takes. Default: 0. */
    public Builder lists(long value) {
      this.lists = value;
      return this;
    }

    /** Sets how many objects the task looks for or reads. Default: 0. */
    public Builder reads(long value) {
      this.reads = value;
      return this;
    }

    /** Sets the price of these requests in US dollars. Default: none, nobody is billed. */
    public Builder dollars(double value) {
      this.dollars = OptionalDouble.of(value);
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public Estimate build() {
      return new Estimate(this);
    }
  }
}

package dev.vhs;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last sweep that went through a whole store and deleted what it found. The figures of a sweep
 * in several parts are their sums. Times are by the object store's clock. Immutable; figures may be
 * added.
 */
public final class LastSweep {
  private final Instant startedAt;
  private final Instant finishedAt;
  private final long objects;
  private final long deleted;
  private final long bytes;

  private LastSweep(Builder from) {
    this.startedAt = from.startedAt;
    this.finishedAt = from.finishedAt;
    this.objects = from.objects;
    this.deleted = from.deleted;
    this.bytes = from.bytes;
  }

  /**
   * Returns a builder of a report.
   *
   * @param startedAt the moment when the sweep began
   * @param finishedAt the moment when it ended
   */
  public static Builder builder(Instant startedAt, Instant finishedAt) {
    return new Builder(startedAt, finishedAt);
  }

  /** Returns the moment when the sweep began. */
  public Instant startedAt() {
    return startedAt;
  }

  /**
   * Returns the moment when the sweep ended. A sweep in several parts counts from the part that
   * ended first, so that it never looks newer than it is.
   */
  public Instant finishedAt() {
    return finishedAt;
  }

  /** Returns how many objects there were. */
  public long objects() {
    return objects;
  }

  /** Returns how many objects the sweep deleted. */
  public long deleted() {
    return deleted;
  }

  /** Returns how many bytes the deleted objects had. */
  public long bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LastSweep that
        && startedAt.equals(that.startedAt)
        && finishedAt.equals(that.finishedAt)
        && objects == that.objects
        && deleted == that.deleted
        && bytes == that.bytes;
  }

  @Override
  public int hashCode() {
    return Objects.hash(startedAt, finishedAt, objects, deleted, bytes);
  }

  @Override
  public String toString() {
    return "LastSweep[startedAt="
        + startedAt
        + ", finishedAt="
        + finishedAt
        + ", objects="
        + objects
        + ", deleted="
        + deleted
        + ", bytes="
        + bytes
        + "]";
  }

  /**
   * The builder of a report; for the store, and for tests of applications. Figures that are not set
   * are 0.
   */
  public static final class Builder {
    private final Instant startedAt;
    private final Instant finishedAt;
    private long objects;
    private long deleted;
    private long bytes;

    private Builder(Instant startedAt, Instant finishedAt) {
      this.startedAt = Objects.requireNonNull(startedAt, "startedAt");
      this.finishedAt = Objects.requireNonNull(finishedAt, "finishedAt");
    }

    /** Sets how many objects there were. Default: 0. */
    public Builder objects(long value) {
      this.objects = value;
      return this;
    }

    /** Sets how many objects the sweep deleted. Default: 0. */
    public Builder deleted(long value) {
      this.deleted = value;
      return this;
    }

    /** Sets how many bytes the deleted objects had. Default: 0. */
    public Builder bytes(long value) {
      this.bytes = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public LastSweep build() {
      return new LastSweep(this);
    }
  }
}

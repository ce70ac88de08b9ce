package dev.vhs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The findings of a sweep, and what it did. Immutable; figures may be added. */
public final class SweepReport {
  /** The reasons to keep an object. */
  public enum Kept {
    /** A pointer names the object. */
    NAMED("named", "a pointer names it"),
    /** The object is younger than the grace period, and was not looked at further. */
    YOUNG("young", "younger than the grace period"),
    /** Its key is not one that the store makes. Such objects are not among {@link #objects}. */
    FOREIGN("foreign", "not a key of this store"),
    /** Its key may be of another store under the same prefix. */
    NESTED("nested", "under the prefix of another store"),
    /** A row of another id names the object. */
    SHARED("shared", "a row of another id names it"),
    /** Nothing says for which id the object was made. */
    NAMELESS("nameless", "nothing says which id it is of"),
    /** The rows of its id can't all be read, so one of them may name it. */
    UNREADABLE("unreadable", "a row of its id can't be read; see vhs verify"),
    /** The rows of its id changed so fast that they could not be read as a whole. */
    CHANGING("changing", "its id was being written");

    private final String text;
    private final String words;

    Kept(String text, String words) {
      this.text = text;
      this.words = words;
    }

    /** Returns the reason as the command line prints it in JSON. */
    public String text() {
      return text;
    }

    /** Returns the reason in words for people. */
    public String words() {
      return words;
    }
  }

  private final long objects;
  private final Map<Kept, Long> kept;
  private final long orphans;
  private final long deleted;
  private final long bytes;
  private final long markers;
  private final long uploads;
  private final String stopped;
  private final List<Location> sample;

  private SweepReport(Builder from) {
    this.objects = from.objects;
    this.kept = Map.copyOf(from.kept);
    this.orphans = from.orphans;
    this.deleted = from.deleted;
    this.bytes = from.bytes;
    this.markers = from.markers;
    this.uploads = from.uploads;
    this.stopped = from.stopped;
    this.sample = List.copyOf(from.sample);
  }

  /** Returns a builder of a report. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns how many objects the store has, or the segment that was swept. */
  public long objects() {
    return objects;
  }

  /**
   * Returns how many objects were kept for each reason. A reason without objects is not among the
   * keys. Unmodifiable.
   */
  public Map<Kept, Long> kept() {
    return kept;
  }

  /** Returns how many objects no pointer named. */
  public long orphans() {
    return orphans;
  }

  /** Returns how many of the {@link #orphans} were deleted. */
  public long deleted() {
    return deleted;
  }

  /** Returns how many bytes the {@link #orphans} had. */
  public long bytes() {
    return bytes;
  }

  /** Returns how many markers, and values that tombstones had kept, were dropped. */
  public long markers() {
    return markers;
  }

  /** Returns how many stale uploads were ended. */
  public long uploads() {
    return uploads;
  }

  /**
   * Returns the reason why the sweep stopped before it had deleted all orphans; empty text if it
   * did not.
   */
  public String stopped() {
    return stopped;
  }

  /** Returns the places of some of the orphans, at most 100. Unmodifiable. */
  public List<Location> sample() {
    return sample;
  }

  /** Returns how many objects were kept for a reason. */
  public long kept(Kept reason) {
    return kept.getOrDefault(reason, 0L);
  }

  /** Returns how many objects were younger than the grace period. */
  public long young() {
    return kept(Kept.YOUNG);
  }

  /** Returns how many objects had a key that is not of the store's shape. */
  public long foreign() {
    return kept(Kept.FOREIGN);
  }

  /** Returns how many objects were kept because it is not certain that no pointer names them. */
  public long doubtful() {
    return kept(Kept.NESTED)
        + kept(Kept.SHARED)
        + kept(Kept.NAMELESS)
        + kept(Kept.UNREADABLE)
        + kept(Kept.CHANGING);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SweepReport that
        && objects == that.objects
        && kept.equals(that.kept)
        && orphans == that.orphans
        && deleted == that.deleted
        && bytes == that.bytes
        && markers == that.markers
        && uploads == that.uploads
        && stopped.equals(that.stopped)
        && sample.equals(that.sample);
  }

  @Override
  public int hashCode() {
    return Objects.hash(objects, kept, orphans, deleted, bytes, markers, uploads, stopped, sample);
  }

  @Override
  public String toString() {
    return "SweepReport[objects="
        + objects
        + ", kept="
        + kept
        + ", orphans="
        + orphans
        + ", deleted="
        + deleted
        + ", bytes="
        + bytes
        + ", markers="
        + markers
        + ", uploads="
        + uploads
        + ", stopped="
        + stopped
        + ", sample="
        + sample
        + "]";
  }

  /**
   * The builder of a report; for the store, and for tests of applications. Figures that are not set
   * are 0.
   */
  public static final class Builder {
    private long objects;
    private Map<Kept, Long> kept = Map.of();
    private long orphans;
    private long deleted;
    private long bytes;
    private long markers;
    private long uploads;
    private String stopped = "";
    private List<Location> sample = List.of();

    private Builder() {}

    /** Sets how many objects the store has, or the segment that was swept. Default: 0. */
    public Builder objects(long value) {
      this.objects = value;
      return this;
    }

    /** Sets how many objects were kept for each reason. Default: no reasons. */
    public Builder kept(Map<Kept, Long> value) {
      this.kept = Objects.requireNonNull(value, "kept");
      return this;
    }

    /** Sets how many objects no pointer named. Default: 0. */
    public Builder orphans(long value) {
      this.orphans = value;
      return this;
    }

    /** Sets how many of the orphans were deleted. Default: 0. */
    public Builder deleted(long value) {
      this.deleted = value;
      return this;
    }

    /** Sets how many bytes the orphans had. Default: 0. */
    public Builder bytes(long value) {
      this.bytes = value;
      return this;
    }

    /** Sets how many markers, and values that tombstones had kept, were dropped. Default: 0. */
    public Builder markers(long value) {
      this.markers = value;
      return this;
    }

    /** Sets how many stale uploads were ended. Default: 0. */
    public Builder uploads(long value) {
      this.uploads = value;
      return this;
    }

    /**
     * Sets the reason why the sweep stopped before it had deleted all orphans. Default: empty, it
     * did not.
     */
    public Builder stopped(String value) {
      this.stopped = Objects.requireNonNull(value, "stopped");
      return this;
    }

    /** Sets the places of some of the orphans, at most 100. Default: none. */
    public Builder sample(List<Location> value) {
      this.sample = Objects.requireNonNull(value, "sample");
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public SweepReport build() {
      return new SweepReport(this);
    }
  }
}

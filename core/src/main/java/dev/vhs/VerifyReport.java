package dev.vhs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The extent and the findings of a verification. Immutable; figures may be added. */
public final class VerifyReport {
  private final long ids;
  private final long versions;
  private final long objects;
  private final long bytes;
  private final long problems;
  private final long repaired;

  private VerifyReport(Builder from) {
    this.ids = from.ids;
    this.versions = from.versions;
    this.objects = from.objects;
    this.bytes = from.bytes;
    this.problems = from.problems;
    this.repaired = from.repaired;
  }

  /** Returns a builder of a report. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns how many ids have a row. All were gone through. */
  public long ids() {
    return ids;
  }

  /** Returns how many versions were gone through, deletions included. */
  public long versions() {
    return versions;
  }

  /** Returns how many objects were looked for. */
  public long objects() {
    return objects;
  }

  /** Returns how many stored bytes a deep verification read; 0 for any other. */
  public long bytes() {
    return bytes;
  }

  /** Returns how many problems were found, the repaired ones included. */
  public long problems() {
    return problems;
  }

  /** Returns how many of the {@link #problems} were repaired. */
  public long repaired() {
    return repaired;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerifyReport that
        && ids == that.ids
        && versions == that.versions
        && objects == that.objects
        && bytes == that.bytes
        && problems == that.problems
        && repaired == that.repaired;
  }

  @Override
  public int hashCode() {
    return Objects.hash(ids, versions, objects, bytes, problems, repaired);
  }

  @Override
  public String toString() {
    return "VerifyReport[ids="
        + ids
        + ", versions="
        + versions
        + ", objects="
        + objects
        + ", bytes="
        + bytes
        + ", problems="
        + problems
        + ", repaired="
        + repaired
        + "]";
  }

  /**
   * The builder of a report; for the store, and for tests of applications. Figures that are not set
   * are 0.
   */
  public static final class Builder {
    private long ids;
    private long versions;
    private long objects;
    private long bytes;
    private long problems;
    private long repaired;

    private Builder() {}

    /** Sets how many ids have a row. Default: 0. */
    public Builder ids(long value) {
      this.ids = value;
      return this;
    }

    /** Sets how many versions were gone through. Default: 0. */
    public Builder versions(long value) {
      this.versions = value;
      return this;
    }

    /** Sets how many objects were looked for. Default: 0. */
    public Builder objects(long value) {
      this.objects = value;
      return this;
    }

    /** Sets how many stored bytes were read. Default: 0. */
    public Builder bytes(long value) {
      this.bytes = value;
      return this;
    }

    /** Sets how many problems were found. Default: 0. */
    public Builder problems(long value) {
      this.problems = value;
      return this;
    }

    /** Sets how many of the problems were repaired. Default: 0. */
    public Builder repaired(long value) {
      this.repaired = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public VerifyReport build() {
      return new VerifyReport(this);
    }
  }
}

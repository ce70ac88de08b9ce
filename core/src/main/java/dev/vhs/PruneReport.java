package dev.vhs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of a {@code prune}, or the preview of one. Immutable; figures may be added. */
public final class PruneReport {
  private final String id;
  private final long versions;
  private final long objects;
  private final long bytes;

  private PruneReport(Builder from) {
    this.id = from.id;
    this.versions = from.versions;
    this.objects = from.objects;
    this.bytes = from.bytes;
  }

  /**
   * Returns a builder of a report.
   *
   * @param id the id
   */
  public static Builder builder(String id) {
    return new Builder(id);
  }

  /** Returns the id. */
  public String id() {
    return id;
  }

  /** Returns how many versions were dropped. */
  public long versions() {
    return versions;
  }

  /** Returns how many objects were deleted. */
  public long objects() {
    return objects;
  }

  /** Returns how many stored bytes these objects had, as far as rows state it. */
  public long bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PruneReport that
        && id.equals(that.id)
        && versions == that.versions
        && objects == that.objects
        && bytes == that.bytes;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, versions, objects, bytes);
  }

  @Override
  public String toString() {
    return "PruneReport[id="
        + id
        + ", versions="
        + versions
        + ", objects="
        + objects
        + ", bytes="
        + bytes
        + "]";
  }

  /**
   * The builder of a report; for the store, and for tests of applications. Figures that are not set
   * are 0.
   */
  public static final class Builder {
    private final String id;
    private long versions;
    private long objects;
    private long bytes;

    private Builder(String id) {
      this.id = Objects.requireNonNull(id, "id");
    }

    /** Sets how many versions were dropped. Default: 0. */
    public Builder versions(long value) {
      this.versions = value;
      return this;
    }

    /** Sets how many objects were deleted. Default: 0. */
    public Builder objects(long value) {
      this.objects = value;
      return this;
    }

    /** Sets how many stored bytes the deleted objects had. Default: 0. */
    public Builder bytes(long value) {
      this.bytes = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public PruneReport build() {
      return new PruneReport(this);
    }
  }
}

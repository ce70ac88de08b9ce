package dev.vhs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The result of a {@code purge}. Immutable; figures may be added. */
public final class PurgeReport {
  private final String id;
  private final long versions;
  private final long objects;
  private final long bytes;
  private final boolean forgotten;

  private PurgeReport(Builder from) {
    this.id = from.id;
    this.versions = from.versions;
    this.objects = from.objects;
    this.bytes = from.bytes;
    this.forgotten = from.forgotten;
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

  /** Returns how many versions were removed. */
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

  /**
   * Returns whether the last traces of the id were removed too, as {@link
   * VersionChains#purgeAndForget} does.
   */
  public boolean forgotten() {
    return forgotten;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PurgeReport that
        && id.equals(that.id)
        && versions == that.versions
        && objects == that.objects
        && bytes == that.bytes
        && forgotten == that.forgotten;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, versions, objects, bytes, forgotten);
  }

  @Override
  public String toString() {
    return "PurgeReport[id="
        + id
        + ", versions="
        + versions
        + ", objects="
        + objects
        + ", bytes="
        + bytes
        + ", forgotten="
        + forgotten
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
    private boolean forgotten;

    private Builder(String id) {
      this.id = Objects.requireNonNull(id, "id");
    }

    /** Sets how many versions were removed. Default: 0. */
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

    /** Sets whether the last traces of the id were removed too. Default: false. */
    public Builder forgotten(boolean value) {
      this.forgotten = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public PurgeReport build() {
      return new PurgeReport(this);
    }
  }
}

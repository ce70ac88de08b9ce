package dev.vhs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The amount that a store holds, as its index tells. Immutable; figures may be added. */
public final class StoreStats {
  private final long ids;
  private final long deletedIds;
  private final long versions;
  private final long inline;
  private final long bytes;
  private final long storedBytes;
  private final long deletions;
  private final long bookkeepingRows;
  private final long unreadable;

  private StoreStats(Builder from) {
    this.ids = from.ids;
    this.deletedIds = from.deletedIds;
    this.versions = from.versions;
    this.inline = from.inline;
    this.bytes = from.bytes;
    this.storedBytes = from.storedBytes;
    this.deletions = from.deletions;
    this.bookkeepingRows = from.bookkeepingRows;
    this.unreadable = from.unreadable;
  }

  /** Returns a builder of a report. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns how many ids have a row, as {@link VerifyReport#ids} does. */
  public long ids() {
    return ids;
  }

  /** Returns how many of the {@link #ids} have a deletion as their newest version. */
  public long deletedIds() {
    return deletedIds;
  }

  /** Returns how many versions there are, deletions included. */
  public long versions() {
    return versions;
  }

  /** Returns how many of the {@link #versions} carry their value inline. */
  public long inline() {
    return inline;
  }

  /** Returns the size of all values in bytes before encoding, as far as rows state it. */
  public long bytes() {
    return bytes;
  }

  /**
   * Returns the size of all values in bytes as stored, as far as rows state it. An object that
   * versions share is counted once for each of them.
   */
  public long storedBytes() {
    return storedBytes;
  }

  /** Returns how many of the {@link #versions} are deletions. */
  public long deletions() {
    return deletions;
  }

  /**
   * Returns how many rows are no versions: the markers of versions that were dropped, and the
   * fillers beside versions further up.
   */
  public long bookkeepingRows() {
    return bookkeepingRows;
  }

  /** Returns how many rows can't be read. No other figure counts them. */
  public long unreadable() {
    return unreadable;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoreStats that
        && ids == that.ids
        && deletedIds == that.deletedIds
        && versions == that.versions
        && inline == that.inline
        && bytes == that.bytes
        && storedBytes == that.storedBytes
        && deletions == that.deletions
        && bookkeepingRows == that.bookkeepingRows
        && unreadable == that.unreadable;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        ids,
        deletedIds,
        versions,
        inline,
        bytes,
        storedBytes,
        deletions,
        bookkeepingRows,
        unreadable);
  }

  @Override
  public String toString() {
    return "StoreStats[ids="
        + ids
        + ", deletedIds="
        + deletedIds
        + ", versions="
        + versions
        + ", inline="
        + inline
        + ", bytes="
        + bytes
        + ", storedBytes="
        + storedBytes
        + ", deletions="
        + deletions
        + ", bookkeepingRows="
        + bookkeepingRows
        + ", unreadable="
        + unreadable
        + "]";
  }

  /**
   * The builder of a report; for the store, and for tests of applications. Figures that are not set
   * are 0.
   */
  public static final class Builder {
    private long ids;
    private long deletedIds;
    private long versions;
    private long inline;
    private long bytes;
    private long storedBytes;
    private long deletions;
    private long bookkeepingRows;
    private long unreadable;

    private Builder() {}

    /** Sets how many ids have a row. Default: 0. */
    public Builder ids(long value) {
      this.ids = value;
      return this;
    }

    /** Sets how many of the ids have a deletion as their newest version. Default: 0. */
    public Builder deletedIds(long value) {
      this.deletedIds = value;
      return this;
    }

    /** Sets how many versions there are, deletions included. Default: 0. */
    public Builder versions(long value) {
      this.versions = value;
      return this;
    }

    /** Sets how many of the versions carry their value inline. Default: 0. */
    public Builder inline(long value) {
      this.inline = value;
      return this;
    }

    /** Sets the size of all values in bytes before encoding. Default: 0. */
    public Builder bytes(long value) {
      this.bytes = value;
      return this;
    }

    /** Sets the size of all values in bytes as stored. Default: 0. */
    public Builder storedBytes(long value) {
      this.storedBytes = value;
      return this;
    }

    /** Sets how many of the versions are deletions. Default: 0. */
    public Builder deletions(long value) {
      this.deletions = value;
      return this;
    }

    /** Sets how many rows are no versions. Default: 0. */
    public Builder bookkeepingRows(long value) {
      this.bookkeepingRows = value;
      return this;
    }

    /** Sets how many rows can't be read. Default: 0. */
    public Builder unreadable(long value) {
      this.unreadable = value;
      return this;
    }

    /** Returns what was set, as one immutable value. */
    public StoreStats build() {
      return new StoreStats(this);
    }
  }
}

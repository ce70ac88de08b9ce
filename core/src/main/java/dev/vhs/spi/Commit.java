package dev.vhs.spi;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One conditional write: all of its rows, or none. Immutable; conditions may be added. */
public final class Commit {
  private final List<Row> rows;
  private final @Nullable Row replaces;
  private final @Nullable Row standing;
  private final Instant notAfter;

  private Commit(Builder from) {
    this.rows = List.copyOf(from.rows);
    this.replaces = from.replaces;
    this.standing = from.standing;
    this.notAfter = from.notAfter;
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a commit writes at least one row");
    }
    if (replaces != null && rows.size() != 1) {
      throw new IllegalArgumentException("a commit that replaces a row writes one");
    }
    Row first = rows.get(0);
    for (Row row : rows) {
      if (!row.id().equals(first.id())
          || row.writeId() == null
          || !row.writeId().equals(first.writeId())) {
        throw new IllegalArgumentException("a commit's rows are of one id and one write id");
      }
    }
  }

  /**
   * Returns a builder of a commit.
   *
   * @param rows the rows to write, all of one id and one write id
   * @param notAfter the last moment, by the index's clock, at which it may be applied
   */
  public static Builder builder(List<Row> rows, Instant notAfter) {
    return new Builder(rows, notAfter);
  }

  /**
   * Returns a commit of rows whose slots must be absent.
   *
   * @param rows the rows to write, all of one id and one write id
   * @param notAfter the last moment, by the index's clock, at which it may be applied
   * @throws IllegalArgumentException if there is no row, or they are of several ids or write ids
   */
  public static Commit of(List<Row> rows, Instant notAfter) {
    return builder(rows, notAfter).build();
  }

  /** Returns a builder that has the rows and conditions of this commit, to change some of them. */
  public Builder toBuilder() {
    Builder builder = new Builder(rows, notAfter);
    builder.replaces = replaces;
    builder.standing = standing;
    return builder;
  }

  /**
   * Returns the rows to write, all of one id and one write id: one row, or a filler and its
   * version. Unmodifiable.
   */
  public List<Row> rows() {
    return rows;
  }

  /**
   * Returns the row that the one row replaces in the single-version variant, as it was read; null
   * where the slots must be absent.
   */
  public @Nullable Row replaces() {
    return replaces;
  }

  /** Returns a row of the same id that must still hold; null for no such condition. */
  public @Nullable Row standing() {
    return standing;
  }

  /** Returns the last moment, by the index's clock, at which the commit may be applied. */
  public Instant notAfter() {
    return notAfter;
  }

  /** Returns the id that the commit writes. */
  public String id() {
    return rows.get(0).id();
  }

  /** Returns the version that the commit makes the newest. */
  public long version() {
    return rows.get(rows.size() - 1).version();
  }

  /**
   * Decides whether the rows that are there refuse this commit, and with which conflict. Every
   * backend decides by this, so that all tell the same conflict:
   *
   * <ul>
   *   <li>a row of this commit's own write, from an earlier try whose answer was lost, comes before
   *       any other;
   *   <li>else the first row in a slot that should be absent, or that does not {@linkplain
   *       Row#standsAs stand as} the row to replace;
   *   <li>else no row, if the row to replace is gone or the standing row does not hold.
   * </ul>
   *
   * @param slots the rows that are there
   * @param firstTry whether the backend knows that it sent no earlier try of this call
   * @param <E> the exception that looking at a row may throw
   * @return the conflict to answer; null if the rows that are there allow the commit
   */
  public <E extends Exception> CommitResult.@Nullable Conflict conflict(
      Slots<E> slots, boolean firstTry) throws E {
    Row inTheWay = null;
    boolean replacedIsGone = false;
    for (Row row : rows) {
      Row there = slots.at(row);
      if (there == null) {
        replacedIsGone |= replaces != null;
      } else if (Objects.equals(there.writeId(), row.writeId())) {
        return new CommitResult.Conflict(there, firstTry);
      } else if (inTheWay == null && (replaces == null || !there.standsAs(replaces))) {
        inTheWay = there;
      }
    }
    if (inTheWay != null || replacedIsGone) {
      return new CommitResult.Conflict(inTheWay, firstTry);
    }
    return standing == null || slots.holds(standing)
        ? null
        : new CommitResult.Conflict(null, firstTry);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Commit that
        && rows.equals(that.rows)
        && Objects.equals(replaces, that.replaces)
        && Objects.equals(standing, that.standing)
        && notAfter.equals(that.notAfter);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, replaces, standing, notAfter);
  }

  @Override
  public String toString() {
    return "Commit[rows="
        + rows
        + ", replaces="
        + replaces
        + ", standing="
        + standing
        + ", notAfter="
        + notAfter
        + "]";
  }

  /** The builder of a commit. For use by one thread. */
  public static final class Builder {
    private List<Row> rows;
    private @Nullable Row replaces;
    private @Nullable Row standing;
    private Instant notAfter;

    private Builder(List<Row> rows, Instant notAfter) {
      this.rows = Objects.requireNonNull(rows, "rows");
      this.notAfter = Objects.requireNonNull(notAfter, "notAfter");
    }

    /** Sets the rows to write, all of one id and one write id. */
    public Builder rows(List<Row> value) {
      this.rows = Objects.requireNonNull(value, "rows");
      return this;
    }

    /**
     * Sets the row that the one row replaces, as it was read. Default: null, the slots must be
     * absent.
     */
    public Builder replaces(@Nullable Row value) {
      this.replaces = value;
      return this;
    }

    /** Sets a row of the same id that must still hold. Default: null, no such condition. */
    public Builder standing(@Nullable Row value) {
      this.standing = value;
      return this;
    }

    /** Sets the last moment, by the index's clock, at which the commit may be applied. */
    public Builder notAfter(Instant value) {
      this.notAfter = Objects.requireNonNull(value, "notAfter");
      return this;
    }

    /**
     * Returns what was set, as one immutable value.
     *
     * @throws IllegalArgumentException if there is no row, if the rows are not of one id and one
     *     write id, or if several are to replace one
     */
    public Commit build() {
      return new Commit(this);
    }
  }
}

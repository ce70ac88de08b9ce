package dev.vhs.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The removal of a row's data: the row as it was read, and the rest that stays of it. Immutable;
 * conditions may be added.
 */
public final class Retirement {
  private final Row read;
  private final @Nullable Row left;

  private Retirement(Row read, @Nullable Row left) {
    this.read = Objects.requireNonNull(read, "read");
    this.left = left;
    if (left != null
        && !(left.id().equals(read.id())
            && left.version() == read.version()
            && Objects.equals(left.writeId(), read.writeId()))) {
      throw new IllegalArgumentException(
          "a retired row keeps its id, version and write id: "
              + left
              + " can't be left of "
              + read);
    }
  }

  /**
   * Returns a retirement that leaves another row.
   *
   * @param read the row as it was read
   * @param left the row to leave in its place
   * @throws IllegalArgumentException if the two differ in id, version or write id
   */
  public static Retirement of(Row read, Row left) {
    return new Retirement(read, Objects.requireNonNull(left, "left"));
  }

  /**
   * Returns a retirement that leaves the row's {@linkplain Row#marker marker}.
   *
   * @param read the row as it was read
   */
  public static Retirement marker(Row read) {
    return of(read, read.marker());
  }

  /**
   * Returns a retirement that leaves a tombstone {@linkplain Row#bare without data}.
   *
   * @param read the tombstone as it was read
   */
  public static Retirement bare(Row read) {
    return of(read, read.bare());
  }

  /**
   * Returns a retirement that leaves nothing.
   *
   * @param read the row as it was read
   */
  public static Retirement drop(Row read) {
    return new Retirement(read, null);
  }

  /** Returns the row as it was read. */
  public Row read() {
    return read;
  }

  /** Returns the row to leave in its place: of the same id, version and write id. Null for none. */
  public @Nullable Row left() {
    return left;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Retirement that
        && read.equals(that.read)
        && Objects.equals(left, that.left);
  }

  @Override
  public int hashCode() {
    return Objects.hash(read, left);
  }

  @Override
  public String toString() {
    return "Retirement[read=" + read + ", left=" + left + "]";
  }
}

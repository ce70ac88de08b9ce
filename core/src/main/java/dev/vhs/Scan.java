package dev.vhs;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The choice of the ids to go through. Immutable. */
public final class Scan {
  private static final Scan ALL = new Scan(0, 1, "", false, null);

  private final int segment;
  private final int of;
  private final String prefix;
  private final boolean deleted;
  private final @Nullable Consumer<Problem> passedOver;

  private Scan(
      int segment, int of, String prefix, boolean deleted, @Nullable Consumer<Problem> passedOver) {
    this.segment = segment;
    this.of = of;
    this.prefix = prefix;
    this.deleted = deleted;
    this.passedOver = passedOver;
  }

  /** Returns a scan of every id that has a value. */
  public static Scan all() {
    return ALL;
  }

  /**
   * Limits the scan to one of several parts, which can be scanned side by side; together they are
   * the whole.
   *
   * @param segment the number of the part, from 0
   * @param of the number of parts
   */
  public Scan segment(int segment, int of) {
    if (of < 1 || segment < 0 || segment >= of) {
      throw new InvalidRequest(
          "segment "
              + segment
              + " of "
              + of
              + " is not valid; expected 0 to the number of parts less 1");
    }
    return new Scan(segment, of, prefix, deleted, passedOver);
  }

  /** Limits the scan to ids that begin with a text. */
  public Scan prefix(String prefix) {
    return new Scan(segment, of, prefix, deleted, passedOver);
  }

  /** Adds the ids whose newest version is a deletion. */
  public Scan includingDeleted() {
    return new Scan(segment, of, prefix, true, passedOver);
  }

  /**
   * Makes the scan pass over rows that can't be read, such as rows of negative versions, which the
   * Scala client can write. Default: the scan ends with {@link CorruptValue} at such a row. A row
   * that a newer release wrote ends every scan, with {@link StoreMismatch}.
   *
   * @param told receives each row that is passed over
   */
  public Scan passingOver(Consumer<Problem> told) {
    return new Scan(segment, of, prefix, deleted, told);
  }

  /** Returns the number of the part, from 0. */
  public int segment() {
    return segment;
  }

  /** Returns the number of parts. */
  public int of() {
    return of;
  }

  /** Returns the beginning of the ids; empty for all. */
  public String prefix() {
    return prefix;
  }

  /** Returns whether deleted ids come too. */
  public boolean isIncludingDeleted() {
    return deleted;
  }

  /** Returns the receiver of rows that can't be read; empty if the scan ends at them. */
  public Optional<Consumer<Problem>> passedOver() {
    return Optional.ofNullable(passedOver);
  }
}

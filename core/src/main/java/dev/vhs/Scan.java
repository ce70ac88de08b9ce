package dev.vhs;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which ids to go through. Immutable. */
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

  /** Every id that has a value. */
  public static Scan all() {
    return ALL;
  }

  /**
   * One of several parts that can be scanned side by side; together they are the whole.
   *
   * @param segment which, from 0
   * @param of how many there are
   */
  public Scan segment(int segment, int of) {
    if (of < 1 || segment < 0 || segment >= of) {
      throw new InvalidRequest("There is no segment " + segment + " of " + of);
    }
    return new Scan(segment, of, prefix, deleted, passedOver);
  }

  /** Only ids that begin so. */
  public Scan prefix(String prefix) {
    return new Scan(segment, of, prefix, deleted, passedOver);
  }

  /** Ids whose newest version is a deletion too. */
  public Scan includingDeleted() {
    return new Scan(segment, of, prefix, true, passedOver);
  }

  /**
   * Passing over rows that can't be read, such as those of negative versions, which the Scala
   * client can write. Without this a scan ends at one with {@link CorruptValue}. At a row that a
   * newer release wrote it ends with {@link StoreMismatch} in either case.
   *
   * @param told is told of each
   */
  public Scan passingOver(Consumer<Problem> told) {
    return new Scan(segment, of, prefix, deleted, told);
  }

  /** Which part. */
  public int segment() {
    return segment;
  }

  /** Of how many parts. */
  public int of() {
    return of;
  }

  /** What ids begin with. */
  public String prefix() {
    return prefix;
  }

  /** Whether deleted ids come too. */
  public boolean isIncludingDeleted() {
    return deleted;
  }

  /** Who is told of rows that can't be read, where they are passed over. */
  public Optional<Consumer<Problem>> passedOver() {
    return Optional.ofNullable(passedOver);
  }
}

package dev.vhs;

/** Which ids to go through. Immutable. */
public final class Scan {
  private static final Scan ALL = new Scan(0, 1, "", false);

  private final int segment;
  private final int of;
  private final String prefix;
  private final boolean deleted;

  private Scan(int segment, int of, String prefix, boolean deleted) {
    this.segment = segment;
    this.of = of;
    this.prefix = prefix;
    this.deleted = deleted;
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
    return new Scan(segment, of, prefix, deleted);
  }

  /** Only ids that begin so. */
  public Scan prefix(String prefix) {
    return new Scan(segment, of, prefix, deleted);
  }

  /** Ids whose newest version is a deletion too. */
  public Scan includingDeleted() {
    return new Scan(segment, of, prefix, true);
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
}

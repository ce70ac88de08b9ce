package dev.vhs.spi;

/** The sort of a row. */
public enum RowKind {
  /** A version with a value, inline or in an object. */
  VALUE("value"),

  /** A deletion: the newest version of an id that has no value now. */
  TOMBSTONE("tombstone"),

  /**
   * The row at {@code newest + 1} that goes with a version further up, so that racing writers
   * collide, whichever versions they write.
   */
  FILLER("filler"),

  /** The rest of a retired row: id, version, write id and age, without data. */
  MARKER("marker"),

  /** The row that holds the store's own identity. */
  STORE("store");

  private final String text;

  RowKind(String text) {
    this.text = text;
  }

  /** Returns the kind as items in an index spell it; a value's is not stored. */
  public String text() {
    return text;
  }

  /**
   * Returns the kind with a spelling, as items in an index have it.
   *
   * @throws IllegalArgumentException if there is no such kind
   */
  public static RowKind of(String text) {
    for (RowKind kind : values()) {
      if (kind.text.equals(text)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("No row kind '" + text + "'");
  }
}

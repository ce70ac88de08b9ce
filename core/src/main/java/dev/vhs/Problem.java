package dev.vhs;

import java.util.Optional;

/**
 * A fault in a store.
 *
 * @param kind the sort of fault
 * @param id the id
 * @param version the version; -1 if it can't be read, and below 0 if another program wrote it so
 * @param location the place where the object is, or should be
 * @param detail the fault in words, with the expected and the found
 */
public record Problem(
    Kind kind, String id, long version, Optional<Location> location, String detail) {
  /** The sorts of faults. */
  public enum Kind {
    /** A pointer names an object that is not there. */
    DANGLING("dangling"),
    /** An object or inline value has another size than its pointer says. */
    WRONG_SIZE("wrong-size"),
    /** The bytes are not those that were written. */
    CORRUPT("corrupt"),
    /** A filler stands without the version that it was written with. */
    LONE_FILLER("lone-filler"),
    /** A pointer has neither an object nor a value. */
    EMPTY("empty"),
    /** An item of the index makes no row: another program wrote it. Its id is kept as it is. */
    UNREADABLE("unreadable"),
    /** A newer release wrote the row. */
    UNKNOWN_FORMAT("unknown-format");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Returns the kind as the command line prints it. */
    public String text() {
      return text;
    }
  }
}

package dev.vhs;

import java.util.Optional;

/**
 * Something wrong in a store.
 *
 * @param kind what
 * @param id the id
 * @param version the version; -1 where it can't be read, and below 0 where another program wrote it
 *     so
 * @param location where the object is, or should be
 * @param detail in words, with what was expected and found
 */
public record Problem(
    Kind kind, String id, long version, Optional<Location> location, String detail) {
  /** What can be wrong. */
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
    /** What is in the index is no row: another program wrote it. Its id is kept as it is. */
    UNREADABLE("unreadable"),
    /** A newer release wrote the row. */
    UNKNOWN_FORMAT("unknown-format");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The kind as the command line prints it. */
    public String text() {
      return text;
    }
  }
}

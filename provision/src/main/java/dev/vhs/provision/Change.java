package dev.vhs.provision;

import java.util.Locale;

/**
 * One thing that provisioning does, would do, or leaves.
 *
 * @param kind what becomes of it
 * @param what a part of the store, or a setting of one, as {@code table.stream}
 * @param actual what is there; empty where nothing is
 * @param wanted what is asked for; empty where it is to go
 * @param done whether it has been done; false in a plan, and of what is left as it is
 */
public record Change(Kind kind, String what, String actual, String wanted, boolean done) {
  /** What becomes of a thing. */
  public enum Kind {
    /** It is not there. */
    CREATE,
    /** It belongs to what is created. */
    SET,
    /** It differs from the definition, and can be changed. */
    CHANGE,
    /** It differs, and stays: what it is can't be changed, or not without loss. */
    DIFFERS,
    /** It could not be compared; {@code actual} says why. */
    UNKNOWN,
    /** It goes. */
    REMOVE;

    /** The name that {@code --json} has. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Change of(Kind kind, String what, String actual, String wanted) {
    return new Change(kind, what, actual, wanted, false);
  }

  /** The same, done. */
  Change asDone() {
    return new Change(kind, what, actual, wanted, true);
  }

  /** Whether the store is otherwise than it was defined, and stays so. */
  public boolean isDrift() {
    return !done && (kind == Kind.CHANGE || kind == Kind.DIFFERS || kind == Kind.UNKNOWN);
  }
}

package dev.vhs.provision;

import java.util.Locale;

/**
 * One thing that provisioning does, would do, or leaves.
 *
 * @param kind the kind of change
 * @param what a part of the store, or a setting of one, such as {@code table.stream}
 * @param actual the present value; empty if there is none
 * @param wanted the value that the definition wants; empty if the thing is to be removed
 * @param done whether it has been done; false in a plan, and for a thing that is left as it is
 */
public record Change(Kind kind, String what, String actual, String wanted, boolean done) {
  /** The kind of a change. */
  public enum Kind {
    /** It does not exist. */
    CREATE,
    /** It is a setting of a part that is created. */
    SET,
    /** It differs from the definition, and can be changed. */
    CHANGE,
    /** It differs, and stays: it can't be changed, or not without loss. */
    DIFFERS,
    /** It could not be compared; {@code actual} says why. */
    UNKNOWN,
    /** It is removed. */
    REMOVE;

    /** Returns its name in {@code --json}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns a change that has not been done. */
  static Change of(Kind kind, String what, String actual, String wanted) {
    return new Change(kind, what, actual, wanted, false);
  }

  /** Returns the same change, done. */
  Change asDone() {
    return new Change(kind, what, actual, wanted, true);
  }

  /** Returns whether the store differs from its definition, and stays so. */
  public boolean isDrift() {
    return !done && (kind == Kind.CHANGE || kind == Kind.DIFFERS || kind == Kind.UNKNOWN);
  }
}

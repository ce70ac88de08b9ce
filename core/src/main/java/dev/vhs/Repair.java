package dev.vhs;

/**
 * Something that a verification repairs.
 *
 * @param problem what is wrong
 * @param action what is done about it
 * @param state how far it is
 */
public record Repair(Problem problem, Action action, State state) {
  /** What can be done. */
  public enum Action {
    /** The deletion of an object is undone, in a bucket with versioning. */
    UNDELETE("undelete");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    /** The action as the command line prints it. */
    public String text() {
      return text;
    }
  }

  /** How far a repair is. */
  public enum State {
    /** It is about to begin. */
    BEGUN("begun"),
    /** It was done, and the problem is gone. */
    DONE("done"),
    /** There was nothing to repair it with; nothing was changed. */
    IMPOSSIBLE("impossible");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** The state as the command line prints it. */
    public String text() {
      return text;
    }
  }
}

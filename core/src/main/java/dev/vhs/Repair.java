package dev.vhs;

/**
 * A repair that a verification makes.
 *
 * @param problem the fault to repair
 * @param action the way to repair it
 * @param state the progress of the repair
 */
public record Repair(Problem problem, Action action, State state) {
  /** The ways to repair a fault. */
  public enum Action {
    /** The deletion of an object is undone, in a bucket with versioning. */
    UNDELETE("undelete");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    /** Returns the action as the command line prints it. */
    public String text() {
      return text;
    }
  }

  /** The progress of a repair. */
  public enum State {
    /** The repair is about to begin. */
    BEGUN("begun"),
    /** The repair was done, and the problem is gone. */
    DONE("done"),
    /** The repair was impossible; nothing was changed. */
    IMPOSSIBLE("impossible");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** Returns the state as the command line prints it. */
    public String text() {
      return text;
    }
  }
}

package dev.vhs.simulation;

/** The end of the threads of a client that crashed: nothing in an engine may catch it and go on. */
final class Crashed extends Error {
  private static final long serialVersionUID = 1;

  Crashed() {
    super("the client crashed", null, false, false);
  }
}

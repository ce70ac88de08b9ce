package dev.vhs.simulation.laws;

/** The end of a process that is killed. */
final class Killed extends RuntimeException {
  private static final long serialVersionUID = 1;
}

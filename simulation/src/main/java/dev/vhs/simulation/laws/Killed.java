package dev.vhs.simulation.laws;

/** Stands for the end of a process that is killed. */
final class Killed extends RuntimeException {
  private static final long serialVersionUID = 1;
}

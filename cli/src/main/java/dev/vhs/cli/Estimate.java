package dev.vhs.cli;

import dev.vhs.Vhs;

/** What long work will take, said to people before it begins. */
final class Estimate {
  private Estimate() {}

  /** Of work that goes through a whole store. A local one sends no requests that anybody bills. */
  static void wholeStore(Vhs vhs, Shell shell, String what) {
    if (shell.err().isTerminal()) {
      String line = vhs.name() + ": " + what + "; a local store costs nothing";
      shell.err().line(shell.err().style().dim(Printable.line(line)));
    }
  }
}

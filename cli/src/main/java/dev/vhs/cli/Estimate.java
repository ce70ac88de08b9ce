package dev.vhs.cli;

import dev.vhs.Vhs;

/** What long work will take, said to people before it begins. */
final class Estimate {
  private Estimate() {}

  /** Of work that goes through a whole store. A local one sends no requests that anybody bills. */
  static void wholeStore(Vhs vhs, Shell shell, String what) {
    if (shell.err().isTerminal()) {
      String price =
          vhs.name().startsWith("aws:")
              ? "a read unit for each 4 KB of the table, and requests for objects"
              : "a local store costs nothing";
      String line = vhs.name() + ": " + what + "; " + price;
      shell.err().line(shell.err().style().dim(Printable.line(line)));
    }
  }
}

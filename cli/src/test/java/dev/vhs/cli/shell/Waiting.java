package dev.vhs.cli.shell;

import java.util.concurrent.CountDownLatch;

/** A program that prints a line, and then waits for a signal. */
public final class Waiting {
  private Waiting() {}

  /** Prints an argument, says that it did, and waits. */
  public static void main(String[] args) throws InterruptedException {
    Shell shell = Shell.system();
    shell.out().flushAtExit();
    shell.out().line(args[0]);
    shell.err().line("printed");
    new CountDownLatch(1).await();
  }
}

package dev.vhs.cli.shell;

/** The end of a command whose reader has gone, as in {@code vhs get x | head}: it ends quietly. */
public final class ClosedPipe extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ClosedPipe(Throwable cause) {
    super(cause);
  }
}

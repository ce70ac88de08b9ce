package dev.vhs.cli.shell;

/** Whoever read our output has gone, as in {@code vhs get x | head}: end quietly. */
public final class ClosedPipe extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ClosedPipe(Throwable cause) {
    super(cause);
  }
}

package dev.vhs.cli;

/** Whoever read our output has gone, as in {@code vhs get x | head}: end quietly. */
final class ClosedPipe extends RuntimeException {
  private static final long serialVersionUID = 1;

  ClosedPipe(Throwable cause) {
    super(cause);
  }
}

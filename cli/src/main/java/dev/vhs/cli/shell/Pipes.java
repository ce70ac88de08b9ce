package dev.vhs.cli.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The question whether a file is a pipe, which Java answers only by the mode of UNIX. */
public final class Pipes {
  private static final int TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private Pipes() {}

  /**
   * Returns whether an open file is a pipe or a socket. A write to one fails if its reader has
   * gone: the error's text depends on the user's language, and its number is not told.
   */
  public static boolean isPipe(Path file) {
    try {
      int type = (int) Files.getAttribute(file, "unix:mode") & TYPE;
      return type == PIPE || type == SOCKET;
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      return false; // no UNIX
    }
  }
}

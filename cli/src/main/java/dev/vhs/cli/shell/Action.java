package dev.vhs.cli.shell;

import java.io.IOException;

/**
 * One command, filled by picocli.
 *
 * <p>An interface and no class: code that only mentions a command must not make the JVM load it,
 * and the verifier takes any object for an interface.
 */
public interface Action {
  /** What every command takes. */
  Globals globals();

  /**
   * Does it.
   *
   * @return the exit code
   * @throws IOException if a file of the user's, or a standard stream, fails
   */
  int run(Shell shell) throws IOException;
}

package dev.vhs.cli.shell;

import java.io.IOException;

/**
 * One command, filled by picocli.
 *
 * <p>It is an interface for the sake of short runs: code that only mentions a command must not make
 * the JVM load its class, and the JVM's verifier accepts any object as an interface.
 */
public interface Action {
  /** Returns the options that every command takes. */
  Globals globals();

  /**
   * Runs the command.
   *
   * @return the exit code
   * @throws IOException if a file of the user's, or a standard stream, fails
   */
  int run(Shell shell) throws IOException;
}

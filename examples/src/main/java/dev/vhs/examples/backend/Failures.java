package dev.vhs.examples.backend;

import dev.vhs.AccessDenied;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** The failures of the file system, as the engine wants to hear of them. */
final class Failures {
  private Failures() {}

  /** A step that the file system may refuse. */
  interface Step<T> {
    T run() throws IOException;
  }

  // snippet backend-failures
  /** Runs a step, and throws what the SPI asks for where it fails. */
  static <T> T orThrow(Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw of(e);
    }
  }

  /** Returns the exception for a failure after which nothing was changed. */
  static VhsException of(IOException e) {
    return e instanceof AccessDeniedException
        ? new AccessDenied("The file system refuses: " + e, e)
        : new StoreUnavailable("The file system fails: " + e, e);
  }
  // end
}

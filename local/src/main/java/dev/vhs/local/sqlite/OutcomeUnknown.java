package dev.vhs.local.sqlite;

import org.jspecify.annotations.Nullable;

/** The exception for a write that may have been applied or not. */
final class OutcomeUnknown extends Exception {
  private static final long serialVersionUID = 1;

  OutcomeUnknown(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

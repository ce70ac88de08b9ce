package dev.vhs.local.sqlite;

import org.jspecify.annotations.Nullable;

/** A write may have been applied or not. */
final class OutcomeUnknown extends Exception {
  private static final long serialVersionUID = 1;

  OutcomeUnknown(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

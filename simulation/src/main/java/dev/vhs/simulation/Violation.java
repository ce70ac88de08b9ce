package dev.vhs.simulation;

import org.jspecify.annotations.Nullable;

/** A thing in a history that must not be. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  Violation(String what) {
    super(what, null, false, false);
  }

  /** Throws if something does not hold. */
  @SuppressWarnings("AnnotateFormatMethod") // That annotation is in a library of its own.
  static void unless(boolean holds, String what, @Nullable Object... words) {
    if (!holds) {
      throw new Violation(what.formatted(words));
    }
  }
}

package dev.vhs.spi;

import org.jspecify.annotations.Nullable;

/** How a conditional write went; {@link PointerIndex#commit} states the laws. */
public sealed interface CommitResult {
  /** It was applied, durably. */
  record Committed() implements CommitResult {}

  /**
   * This try was not applied.
   *
   * @param inTheWay the row in the way
   * @param firstTry whether the backend knows that it sent no earlier try of this call; where it
   *     does not, the row may be the commit's own, or have overwritten it
   */
  record Conflict(@Nullable Row inTheWay, boolean firstTry) implements CommitResult {}

  /** This try was not applied, because {@code notAfter} had passed. */
  record TooLate() implements CommitResult {}

  /**
   * No answer came: it may have been applied, or may still be.
   *
   * @param cause what happened in place of an answer
   */
  record Unknown(Throwable cause) implements CommitResult {}
}

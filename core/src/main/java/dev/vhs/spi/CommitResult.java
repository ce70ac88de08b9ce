package dev.vhs.spi;

import org.jspecify.annotations.Nullable;

/** The outcome of a conditional write; {@link PointerIndex#commit} states the laws. */
public sealed interface CommitResult {
  /** A success: the commit was applied, durably. */
  record Committed() implements CommitResult {}

  /**
   * A refusal: this try was not applied, because a condition did not hold.
   *
   * @param inTheWay the row in the way; null if every slot was as asked for and the standing row
   *     was not, or if the row to replace is gone
   * @param firstTry whether the backend knows that it sent no earlier try of this call; if it does
   *     not, the row may be the commit's own, or may have overwritten it
   */
  record Conflict(@Nullable Row inTheWay, boolean firstTry) implements CommitResult {}

  /** A refusal: this try was not applied, because {@code notAfter} had passed. */
  record TooLate() implements CommitResult {}

  /**
   * A lost answer: the commit may have been applied, or may still be.
   *
   * @param cause the failure that came in place of an answer
   */
  record Unknown(Throwable cause) implements CommitResult {}
}

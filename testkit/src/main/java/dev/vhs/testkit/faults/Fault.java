package dev.vhs.testkit.faults;

/** The fate of a request on its way. */
public enum Fault {
  /** No fault: the request is answered. */
  NONE,

  /** It never arrives, and the sender knows: {@link dev.vhs.StoreUnavailable}, nothing applied. */
  FAIL,

  /**
   * It is applied, and the answer is lost: {@link dev.vhs.spi.CommitResult.Unknown} for a commit,
   * {@link dev.vhs.StoreUnavailable} for all others.
   */
  LOSE_ANSWER,

  /**
   * It is under way for so long that the sender gives up, as if the answer were lost, and is
   * applied when the test lets it arrive. Reads fail.
   */
  DELAY,

  /** It arrives twice, as when an SDK sends it again; the sender sees the second answer. */
  REPEAT
}

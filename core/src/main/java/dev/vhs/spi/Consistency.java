package dev.vhs.spi;

/** How fresh a read must be. */
public enum Consistency {
  /** The read sees every write that was acknowledged before it began. */
  CONSISTENT,

  /** The read may miss the writes of the last moments, at half the price on DynamoDB. */
  EVENTUAL
}

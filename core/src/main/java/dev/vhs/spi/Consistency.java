package dev.vhs.spi;

/** The freshness of a read. */
public enum Consistency {
  /** The read sees every write that was acknowledged before it began. */
  CONSISTENT,

  /** The read may miss the writes of the last moments, at half the price on DynamoDB. */
  EVENTUAL
}

package dev.vhs;

/** How to read. Immutable. */
public final class ReadOptions {
  /** Consistent reads. */
  public static final ReadOptions DEFAULT = new ReadOptions(false);

  private final boolean eventual;

  private ReadOptions(boolean eventual) {
    this.eventual = eventual;
  }

  /** Reads that may miss the writes of the last moments, at half the price on DynamoDB. */
  public ReadOptions eventual() {
    return new ReadOptions(true);
  }

  /** Whether reads may be stale. */
  public boolean isEventual() {
    return eventual;
  }
}

package dev.vhs;

/** How to read. Immutable: each method gives options with one thing changed. */
public final class ReadOptions {
  /** Consistent reads; one version may come from the cache alone, where there is one. */
  public static final ReadOptions DEFAULT = new ReadOptions(false, false);

  private final boolean eventual;
  private final boolean confirmed;

  private ReadOptions(boolean eventual, boolean confirmed) {
    this.eventual = eventual;
    this.confirmed = confirmed;
  }

  /** Reads that may miss the writes of the last moments, at half the price on DynamoDB. */
  public ReadOptions eventual() {
    return new ReadOptions(true, confirmed);
  }

  /**
   * Reads of one version that ask the index for it also where the {@linkplain VhsBuilder#cacheBytes
   * cache} has it, and so never show one that was pruned or purged before, by whatever process.
   * Other reads always ask.
   */
  public ReadOptions confirmed() {
    return new ReadOptions(eventual, true);
  }

  /** Whether reads may be stale. */
  public boolean isEventual() {
    return eventual;
  }

  /** Whether the index is asked for every version that is read. */
  public boolean isConfirmed() {
    return confirmed;
  }
}

package dev.vhs;

/** The options of reads. Immutable: each method returns options with one thing changed. */
public final class ReadOptions {
  /**
   * The options of consistent reads. A store with a cache may answer reads of one version from it
   * alone.
   */
  public static final ReadOptions DEFAULT = new ReadOptions(false, false);

  private final boolean eventual;
  private final boolean confirmed;

  private ReadOptions(boolean eventual, boolean confirmed) {
    this.eventual = eventual;
    this.confirmed = confirmed;
  }

  /** Allows reads to miss the writes of the last moments, at half the price on DynamoDB. */
  public ReadOptions eventual() {
    return new ReadOptions(true, confirmed);
  }

  /**
   * Makes reads of one version ask the index even if the {@linkplain VhsBuilder#cacheBytes cache}
   * has the version, so that they never show a version that another process has pruned or purged.
   * Other reads always ask.
   */
  public ReadOptions confirmed() {
    return new ReadOptions(eventual, true);
  }

  /** Returns whether reads may be stale. */
  public boolean isEventual() {
    return eventual;
  }

  /** Returns whether the index is asked for every version that is read. */
  public boolean isConfirmed() {
    return confirmed;
  }
}

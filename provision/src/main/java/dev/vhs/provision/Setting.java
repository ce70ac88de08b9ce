package dev.vhs.provision;

/** One thing that can be so or otherwise at a table, bucket or role. */
interface Setting {
  /** What it is called, as in {@code table.stream}. */
  String text();

  /** What a definition wants, in words. */
  String wanted(StoreDefinition store);

  /**
   * What is there, in the same words; of what only the definition's part counts, such as tags, only
   * that.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if it can't be asked for
   */
  String actual(Site site);

  /** Whether it can be changed from what is there, with no loss of data. */
  boolean isChangeable(String actual);

  /** Makes it what the definition of the site wants, and waits until it is so. */
  void change(Site site);

  /** The word for a switch. */
  static String onOff(boolean on) {
    return on ? "on" : "off";
  }
}

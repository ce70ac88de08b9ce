package dev.vhs.provision;

/** One property of a table, bucket or role. */
interface Setting {
  /** Returns its name, such as {@code table.stream}. */
  String text();

  /** Returns the value that a definition wants, in words. */
  String wanted(StoreDefinition store);

  /**
   * Returns the present value, in the same words. If only a part of it concerns the definition, as
   * with tags, it returns only that part.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if AWS refuses, or can't be reached
   */
  String actual(Site site);

  /** Returns whether it can be changed from a present value without loss of data. */
  boolean isChangeable(String actual);

  /** Changes it to the value that the site's definition wants, and waits until that holds. */
  void change(Site site);

  /** Returns the word for a switch. */
  static String onOff(boolean on) {
    return on ? "on" : "off";
  }
}

package dev.vhs.spi;

/** What an {@link ObjectStore} may be besides: one whose requests somebody is billed for. */
public interface SupportsPrices {
  /**
   * What requests cost, in US dollars.
   *
   * @param lists how many listings
   * @param reads how many objects are looked for or read
   */
  double dollars(long lists, long reads);
}

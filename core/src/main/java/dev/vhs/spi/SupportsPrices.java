package dev.vhs.spi;

/** An ability of an {@link ObjectStore}: its requests have a price. */
public interface SupportsPrices {
  /**
   * Returns the price of requests, in US dollars.
   *
   * @param lists the number of pages listed
   * @param reads the number of objects looked for or read
   */
  double dollars(long lists, long reads);
}

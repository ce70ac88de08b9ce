package dev.vhs.spi;

/**
 * An ability of a {@link PointerIndex}: its size is known without reading it, and its reads have a
 * price.
 *
 * <p>The laws of {@link PointerIndex} hold here too.
 */
public interface SupportsEstimates {
  /** Returns the size of the index, from one request: no rows if it does not exist. */
  IndexSize size(RequestContext context);

  /**
   * Returns the price of consistent reads, in US dollars.
   *
   * @param requests the number of reads, the pages of a scan not included
   * @param bytes the bytes that they read in all
   */
  double readDollars(long requests, long bytes);
}

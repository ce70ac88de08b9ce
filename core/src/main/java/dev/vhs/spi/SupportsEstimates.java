package dev.vhs.spi;

/**
 * What a {@link PointerIndex} may be besides: one whose size is known without reading it, and whose
 * reads somebody is billed for.
 *
 * <p>The laws of {@link PointerIndex} hold here too.
 */
public interface SupportsEstimates {
  /** How large it is, from one request; nothing of an index that does not exist. */
  IndexSize size(RequestContext context);

  /**
   * What consistent reads cost, in US dollars.
   *
   * @param requests how many there are, beside the pages of a scan
   * @param bytes how many bytes they read in all
   */
  double readDollars(long requests, long bytes);
}

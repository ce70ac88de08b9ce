package dev.vhs.spi;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of an index to read.
 *
 * @param segment which part of the ids, from 0
 * @param of how many parts there are; those of one scan can be read side by side
 * @param prefix only ids that begin so; empty for all. The whole segment may be read for it
 * @param cursor where to go on, from the page before; null for the start
 * @param limit the most rows to return, at least 1; a page may hold fewer, even none
 * @param consistency how fresh
 */
public record ScanRequest(
    int segment,
    int of,
    String prefix,
    @Nullable String cursor,
    int limit,
    Consistency consistency) {
  public ScanRequest {
    if (of < 1 || segment < 0 || segment >= of) {
      throw new IllegalArgumentException("segment " + segment + " of " + of);
    }
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
  }

  /** A consistent scan of the whole index. */
  public static ScanRequest all(int limit) {
    return new ScanRequest(0, 1, "", null, limit, Consistency.CONSISTENT);
  }

  /**
   * The part that an id belongs to, for media that have no parts of their own: ids come spread
   * evenly, and each always in the same one.
   */
  public static int segmentOf(String id, int of) {
    return Math.floorMod((id.hashCode() * 0x9E3779B9) >>> 8, of);
  }

  /** The same, going on from there. */
  public ScanRequest from(@Nullable String next) {
    return new ScanRequest(segment, of, prefix, next, limit, consistency);
  }
}

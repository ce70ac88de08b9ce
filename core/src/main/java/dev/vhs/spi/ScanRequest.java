package dev.vhs.spi;

import org.jspecify.annotations.Nullable;

/**
 * The choice of the rows of an index to read.
 *
 * @param segment the number of the part of the ids, from 0
 * @param of the number of parts; those of one scan can be read side by side
 * @param prefix the beginning of the ids; empty for all. The whole segment may be read for it
 * @param cursor the place where to go on, from the page before; null for the start
 * @param limit the most rows to return, at least 1; a page may hold fewer, even none
 * @param consistency the freshness of the read
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

  /** Returns a consistent scan of the whole index. */
  public static ScanRequest all(int limit) {
    return new ScanRequest(0, 1, "", null, limit, Consistency.CONSISTENT);
  }

  /**
   * Returns the part that an id belongs to, for media without parts of their own: ids are spread
   * evenly, and each is always in the same part.
   */
  public static int segmentOf(String id, int of) {
    return Math.floorMod((id.hashCode() * 0x9E3779B9) >>> 8, of);
  }

  /**
   * Returns the prefix without half a character (a lone surrogate) at its end, which no bytes of
   * UTF-8 stand for. An index that compares bytes selects ids by this, and then those that begin
   * with {@link #prefix()}.
   */
  public String wholePrefix() {
    int end = prefix.length();
    return end > 0 && Character.isHighSurrogate(prefix.charAt(end - 1))
        ? prefix.substring(0, end - 1)
        : prefix;
  }

  /** Returns the same request, going on from a place. */
  public ScanRequest from(@Nullable String next) {
    return new ScanRequest(segment, of, prefix, next, limit, consistency);
  }
}

package dev.vhs;

/**
 * What the cache of an open store has done since it was opened, and what it holds. All zero where
 * there is none.
 *
 * @param valueHits reads of a value's object that memory answered, those among them that waited for
 *     another's read of the same object
 * @param valueMisses reads of a value's object that the object store answered
 * @param versionHits reads of one version whose pointer memory knew
 * @param versionMisses reads of one version whose pointer the index was asked for
 * @param guesses writes that started from a pointer in memory
 * @param staleGuesses how many of these found another version in the way, and went on from that
 * @param evictions pointers and values that made room for others
 * @param entries pointers and values held
 * @param bytes the memory that they take, as counted against {@link VhsBuilder#cacheBytes}
 */
public record CacheStats(
    long valueHits,
    long valueMisses,
    long versionHits,
    long versionMisses,
    long guesses,
    long staleGuesses,
    long evictions,
    long entries,
    long bytes) {
  /** The figures of a store without a cache. */
  public static final CacheStats NONE = new CacheStats(0, 0, 0, 0, 0, 0, 0, 0, 0);
}

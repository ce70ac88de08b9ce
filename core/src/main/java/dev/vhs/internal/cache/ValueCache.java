package dev.vhs.internal.cache;

import dev.vhs.CacheStats;
import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.internal.runtime.OptionalLibrary;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory of what an engine has read and written: it finds and keeps, and asks nobody. Safe for
 * use by many threads.
 *
 * <p>Objects are immutable, so bytes kept by location are never stale. Rows of a multi-version
 * store change only when they are retired. A newest row is no more than a guess: writes may start
 * from it, since their condition says whether it holds, and no call may be answered from it.
 *
 * <p>A row that was read may be retired by this very engine before it is kept. So a caller asks for
 * {@link #retirements} before it begins to read or to commit, and passes the answer on with the
 * row.
 */
public interface ValueCache {
  /**
   * Makes the cache that the settings ask for.
   *
   * @param clock the index's time
   * @throws InvalidRequest if it needs a library that is missing
   */
  static ValueCache of(
      StoreSettings settings, Variant variant, Rules rules, Supplier<Instant> clock) {
    if (settings.cacheBytes() == 0) {
      return NoCache.INSTANCE;
    }
    try {
      return new CaffeineCache(settings.cacheBytes(), variant, rules, clock);
    } catch (NoClassDefFoundError e) {
      throw OptionalLibrary.CAFFEINE.missing("cacheBytes", e);
    }
  }

  /**
   * Returns the row that was newest when it was read or written last, as a guess; null where that
   * is not known, or was longer ago than the commit window.
   */
  @Nullable WriteBase guess(String id, Duration commitWindow);

  /** Forgets a guess, since a write that started from it found another row in the way. */
  void refuted(WriteBase guess);

  /**
   * Returns the row of a version with a value; null where it must be read, as always in a
   * single-version store.
   */
  @Nullable Row findVersion(String id, long version);

  /**
   * Returns the value that was kept for a row of the same id, object and checksum; null where it
   * must be read.
   */
  @Nullable Bytes findValue(ObjectValue asked);

  /** Returns how often rows were {@linkplain #retired retired} so far. */
  long retirements();

  /**
   * Keeps a row that a consistent read showed as the newest, or that this engine committed. Where
   * the read showed no version, it forgets the one that was known before.
   *
   * @param readAt when the read began, or the commit was built: from then on it was the newest
   * @param retirements the answer of {@link #retirements} before the read or commit began
   */
  void keepNewest(String id, @Nullable Row row, Instant readAt, long retirements);

  /**
   * Keeps the row of a version as a consistent read showed it. Where that showed no version, it
   * forgets the row that was known before.
   *
   * @param retirements the answer of {@link #retirements} before the read or commit began
   */
  void keepVersion(String id, long version, @Nullable Row row, long retirements);

  /** Returns whether a value can be kept: it is not too large, and there is a cache. */
  boolean keepsValue(ObjectValue asked);

  /** Returns whether a stream over a value should read it at once, for it to be kept. */
  boolean servesStream(ObjectValue asked);

  /**
   * Keeps a value, decoded and verified, which this engine read or stored. Its bytes must not
   * change any more.
   */
  void keepValue(ObjectValue asked, Bytes value);

  /** Forgets every version of an id below one version, since this engine has retired them. */
  void retired(String id, long below);

  /** Forgets an object, since this engine deletes it. */
  void removed(Location location);

  /** Forgets everything, since the index was set back. */
  void forgetAll();

  /** Counts that the value of an object was asked for. */
  void countValueRead();

  /** Counts that the value of an object was not in memory. */
  void countValueMiss();

  /** Returns the counts of its work so far and of its entries. */
  CacheStats stats();
}

package dev.vhs.internal.cache;

import dev.vhs.CacheStats;
import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.Settings;
import dev.vhs.internal.runtime.Tasks;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an engine keeps in memory of what it read and wrote. Safe for use by many threads.
 *
 * <p>Objects are immutable, so bytes kept by location are never stale. Rows of a multi-version
 * store change only when they are retired. A newest row is no more than a guess: writes may start
 * from it, since their condition says whether it holds, and no call may be answered from it.
 */
public interface ValueCache {
  /**
   * A cache as the settings ask for it.
   *
   * @param clock the index's time
   * @throws InvalidRequest if it needs a library that is missing
   */
  static ValueCache of(
      Settings settings, Variant variant, Rules rules, Supplier<Instant> clock, Tasks tasks) {
    if (settings.cacheBytes() == 0) {
      return NoCache.INSTANCE;
    }
    try {
      return new CaffeineCache(settings.cacheBytes(), variant, rules, clock, tasks);
    } catch (NoClassDefFoundError e) {
      throw new InvalidRequest(
          "cacheBytes needs com.github.ben-manes.caffeine:caffeine on the class path or module path, and it is not there: add it");
    }
  }

  /** Asks for the newest row, consistently, and remembers it. */
  @Nullable Row readNewest(String id, RowReading reading);

  /**
   * What was newest when it was read or written last, as a guess; null where that is not known, or
   * was longer ago than the commit window.
   */
  @Nullable WriteBase guess(String id, Duration commitWindow);

  /** A write that started from a guess found another row in the way. */
  void refuted(WriteBase guess);

  /** Asks for the row of a version, consistently, and remembers it. */
  @Nullable Row readVersion(String id, long version, RowReading reading);

  /**
   * The row of a version with a value; null where it must be asked for: always so in a
   * single-version store.
   */
  @Nullable Row version(String id, long version);

  /**
   * The value of a row as an array of the caller's own; null where its object is gone. It is read
   * where it is not in memory, once for all who ask at the same time.
   */
  byte @Nullable [] bytes(Row row, OperationContext context, BytesReading reading);

  /** Whether a stream over the value of a row had better be one over {@link #bytes}. */
  boolean serves(Row row);

  /** Takes a value that this engine stored, decoded; nobody may change its bytes any more. */
  void stored(Location location, Content content, Bytes value);

  /** How often rows were {@linkplain #retired retired} so far, to be asked before a commit. */
  long retirements();

  /**
   * Takes a row that this engine committed.
   *
   * @param committedAt when the commit was built: from then on it was the newest
   * @param retirements what {@link #retirements} said before
   */
  void wrote(Row row, Instant committedAt, long retirements);

  /** Lets go of every version of an id below one, since this engine has retired them. */
  void retired(String id, long below);

  /** Lets go of an object, since this engine deletes it. */
  void removed(Location location);

  /** What it did so far, and what it holds. */
  CacheStats stats();

  /** Asks the index for a row. */
  @FunctionalInterface
  interface RowReading {
    /** The row, or null. */
    @Nullable Row read();
  }

  /** Reads a value and verifies it. */
  @FunctionalInterface
  interface BytesReading {
    /** The bytes, for the cache to keep; null where the object is gone. */
    byte @Nullable [] read();
  }
}

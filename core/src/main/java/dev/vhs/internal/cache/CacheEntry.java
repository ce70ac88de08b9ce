package dev.vhs.internal.cache;

import dev.vhs.spi.Bytes;
import dev.vhs.spi.ItemSize;
import dev.vhs.spi.Row;
import java.time.Instant;

/** What a cache holds. */
sealed interface CacheEntry {
  /**
   * What an entry takes beside its texts and bytes, for the objects that it is made of and its
   * place in the cache's tables. On a 64-bit JVM we measured 250 to 320.
   */
  int OVERHEAD_BYTES = 320;

  /** The length of its texts and bytes. */
  long bytes();

  /** The memory that an entry takes, in bytes, about. */
  static long weight(CacheKey key, CacheEntry entry) {
    return OVERHEAD_BYTES + key.bytes() + entry.bytes();
  }

  /**
   * Which version was the newest.
   *
   * @param version the version
   * @param readAt when the reading began that showed it, or the commit was built that made it
   * @param seenAt when that was over
   */
  record Pointer(long version, Instant readAt, Instant seenAt) implements CacheEntry {
    /**
     * The one of two that is known better: that of which more was seen, the higher version; but
     * what was read when the other reading was over is newer in any case.
     */
    Pointer or(Pointer other) {
      if (other.version == version) {
        return new Pointer(version, later(readAt, other.readAt), later(seenAt, other.seenAt));
      }
      return other.version > version || other.readAt.isAfter(seenAt) ? other : this;
    }

    private static Instant later(Instant one, Instant other) {
      return one.isAfter(other) ? one : other;
    }

    @Override
    public long bytes() {
      return 0;
    }
  }

  /** A row, with its inline value. */
  record KeptRow(Row row) implements CacheEntry {
    @Override
    public long bytes() {
      return ItemSize.of(row);
    }
  }

  /**
   * A value, decoded and verified.
   *
   * @param sha256 the checksum that it has
   */
  record KeptValue(String sha256, Bytes value) implements CacheEntry {
    @Override
    public long bytes() {
      return value.size();
    }
  }
}

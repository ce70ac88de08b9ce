package dev.vhs.internal.cache;

import dev.vhs.spi.Bytes;
import dev.vhs.spi.ItemSize;
import dev.vhs.spi.Row;
import java.time.Instant;

/** An entry of a cache. */
sealed interface CacheEntry {
  /**
   * The memory that an entry takes beside its texts and bytes: for its Java objects and its place
   * in the cache's tables. On a 64-bit JVM we measured 250 to 320 bytes.
   */
  int OVERHEAD_BYTES = 320;

  /** Returns the length of its texts and bytes. */
  long bytes();

  /** Returns about how much memory an entry takes, in bytes. */
  static long weight(CacheKey key, CacheEntry entry) {
    return OVERHEAD_BYTES + key.bytes() + entry.bytes();
  }

  /**
   * The version that was the newest.
   *
   * @param version the version
   * @param readAt when the read that showed it began, or the commit that made it was built
   * @param seenAt when that read or commit was over
   */
  record Pointer(long version, Instant readAt, Instant seenAt) implements CacheEntry {
    /**
     * Returns the better known of two pointers: the one with the higher version. But a read that
     * began after the other one was over is newer in any case.
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
   * @param id the id of the row that it was read for
   * @param sha256 its checksum
   */
  record KeptValue(String id, String sha256, Bytes value) implements CacheEntry {
    @Override
    public long bytes() {
      return id.length() + (long) value.size();
    }
  }
}

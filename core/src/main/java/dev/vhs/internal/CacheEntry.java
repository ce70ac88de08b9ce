package dev.vhs.internal;

import dev.vhs.spi.Bytes;
import dev.vhs.spi.ItemSize;
import dev.vhs.spi.Row;
import java.time.Instant;

/** What a cache holds. */
sealed interface CacheEntry {
  /**
   * What an entry takes beside its texts and bytes: its key, the objects that it is made of, and
   * its place in the cache's tables.
   */
  int OVERHEAD_BYTES = 400;

  /** The memory that it takes, in bytes, about. */
  long weight();

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
    public long weight() {
      return OVERHEAD_BYTES;
    }
  }

  /** A row, with its inline value. */
  record KeptRow(Row row) implements CacheEntry {
    @Override
    public long weight() {
      return OVERHEAD_BYTES + ItemSize.of(row);
    }
  }

  /**
   * A value, decoded and verified.
   *
   * @param sha256 the checksum that it has
   */
  record KeptValue(String sha256, Bytes value) implements CacheEntry {
    @Override
    public long weight() {
      return (long) OVERHEAD_BYTES + value.size();
    }
  }
}

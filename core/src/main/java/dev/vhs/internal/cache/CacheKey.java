package dev.vhs.internal.cache;

import dev.vhs.Location;

/** What a cache finds its entries by. */
sealed interface CacheKey {
  /** The length of its texts, where an entry doesn't count them. */
  long bytes();

  /** What is known to be the newest version of an id. */
  record OfNewest(String id) implements CacheKey {
    @Override
    public long bytes() {
      return id.length();
    }
  }

  /** A row, which has the id itself. */
  record OfRow(String id, long version) implements CacheKey {
    @Override
    public long bytes() {
      return 0;
    }
  }

  /** The value in an object. */
  record OfValue(Location location) implements CacheKey {
    @Override
    public long bytes() {
      return location.key().length();
    }
  }
}

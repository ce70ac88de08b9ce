package dev.vhs.internal.cache;

import dev.vhs.Location;

/** A key of a cache's entries. */
sealed interface CacheKey {
  /** Returns the length of its texts, as far as its entry doesn't count them. */
  long bytes();

  /** The key of an id's newest version, as far as that is known. */
  record OfNewest(String id) implements CacheKey {
    @Override
    public long bytes() {
      return id.length();
    }
  }

  /** The key of a row. The row holds the id itself. */
  record OfRow(String id, long version) implements CacheKey {
    @Override
    public long bytes() {
      return 0;
    }
  }

  /** The key of the value in an object. */
  record OfValue(Location location) implements CacheKey {
    @Override
    public long bytes() {
      return location.key().length();
    }
  }
}

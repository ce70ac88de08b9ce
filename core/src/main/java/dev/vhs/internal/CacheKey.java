package dev.vhs.internal;

import dev.vhs.Location;

/** What a cache finds its entries by. */
sealed interface CacheKey {
  /** What is known to be the newest version of an id. */
  record OfNewest(String id) implements CacheKey {}

  /** A row. */
  record OfRow(String id, long version) implements CacheKey {}

  /** The value in an object. */
  record OfValue(Location location) implements CacheKey {}
}

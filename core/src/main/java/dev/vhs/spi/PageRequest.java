package dev.vhs.spi;

import java.util.OptionalLong;

/**
 * The choice of the rows of an id to read.
 *
 * @param id the id
 * @param order the order of versions
 * @param beyond the version after which to begin, in that order, itself not included; empty for the
 *     first
 * @param limit the most rows to return, at least 1
 * @param consistency the freshness of the read
 */
public record PageRequest(
    String id, Order order, OptionalLong beyond, int limit, Consistency consistency) {
  /** The order of versions. */
  public enum Order {
    /** The oldest version first. */
    RISING,
    /** The newest version first. */
    FALLING
  }

  public PageRequest {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
  }

  /** Returns a consistent read of an id's rows from the oldest. */
  public static PageRequest oldestFirst(String id, int limit) {
    return new PageRequest(id, Order.RISING, OptionalLong.empty(), limit, Consistency.CONSISTENT);
  }

  /** Returns a consistent read of an id's rows from the newest. */
  public static PageRequest newestFirst(String id, int limit) {
    return new PageRequest(id, Order.FALLING, OptionalLong.empty(), limit, Consistency.CONSISTENT);
  }

  /** Returns the same request beyond another version. */
  public PageRequest beyond(long version) {
    return new PageRequest(id, order, OptionalLong.of(version), limit, consistency);
  }

  /** Returns the same request with another limit. */
  public PageRequest limitedTo(int rows) {
    return new PageRequest(id, order, beyond, rows, consistency);
  }

  /** Returns the same request with another freshness. */
  public PageRequest with(Consistency other) {
    return new PageRequest(id, order, beyond, limit, other);
  }
}

package dev.vhs.spi;

import java.util.OptionalLong;

/**
 * Which rows of an id to read.
 *
 * @param id the id
 * @param order rising or falling versions
 * @param beyond the version after which to begin, in that order, itself not included; empty for the
 *     first
 * @param limit the most rows to return, at least 1
 * @param consistency how fresh
 */
public record PageRequest(
    String id, Order order, OptionalLong beyond, int limit, Consistency consistency) {
  /** In which order versions come. */
  public enum Order {
    /** Oldest first. */
    RISING,
    /** Newest first. */
    FALLING
  }

  public PageRequest {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
  }

  /** A consistent read of an id's rows from the oldest. */
  public static PageRequest oldestFirst(String id, int limit) {
    return new PageRequest(id, Order.RISING, OptionalLong.empty(), limit, Consistency.CONSISTENT);
  }

  /** A consistent read of an id's rows from the newest. */
  public static PageRequest newestFirst(String id, int limit) {
    return new PageRequest(id, Order.FALLING, OptionalLong.empty(), limit, Consistency.CONSISTENT);
  }

  /** The same beyond that version. */
  public PageRequest beyond(long version) {
    return new PageRequest(id, order, OptionalLong.of(version), limit, consistency);
  }

  /** The same of at most so many rows. */
  public PageRequest limitedTo(int rows) {
    return new PageRequest(id, order, beyond, rows, consistency);
  }

  /** The same, as fresh as that. */
  public PageRequest with(Consistency other) {
    return new PageRequest(id, order, beyond, limit, other);
  }
}

package dev.vhs.simulation;

import dev.vhs.Location;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A program that changes single-version rows by hand: it uploads an object under a key of its own
 * and sets {@code payload} to it, with or without raising {@code version}, and sometimes sets it
 * back.
 */
final class ForeignWriter {
  private static final double MAKES_A_ROW = 0.2;
  private static final double GOES_BACK = 0.6;

  private final Services services;
  private final SeededRandom dice;
  private final Duration grace;
  private final boolean shared;
  private final Map<String, Change> changes = new HashMap<>();
  private int written;

  /**
   * Creates a program that has changed nothing yet.
   *
   * @param shared whether the store is one without a store row
   */
  ForeignWriter(Services services, SeededRandom dice, Duration grace, boolean shared) {
    this.services = services;
    this.dice = dice;
    this.grace = grace;
    this.shared = shared;
  }

  /** Changes a row in one step, or leaves it. */
  void change(String id) {
    MemoryPointerIndex index = services.index();
    if (!shared
        && index.newest(Row.STORE_ID, Consistency.CONSISTENT, RequestContext.unlimited()) == null) {
      // Rows without a store row would make it a table of another kind.
      return;
    }
    Row row = index.newest(id, Consistency.CONSISTENT, RequestContext.unlimited());
    Change last = changes.remove(id);
    if (last != null
        && last.left().equals(row)
        && canGoBack(last.before())
        && dice.chance(GOES_BACK)) {
      services.plant(last.before());
      return;
    }
    if (row == null && !dice.chance(MAKES_A_ROW)) {
      return;
    }
    Location location = upload();
    boolean raised = row != null && dice.nextBoolean();
    Row left =
        row == null
            ? Row.foreign(id, 0, location)
            : row.pointedAt(row.version() + (raised ? 1 : 0), location);
    services.plant(left);
    if (row != null && !raised) {
      changes.put(id, new Change(row, left));
    }
  }

  /**
   * Returns whether the object that a row named is there, and so young that no sweep is on its way
   * to it.
   */
  private boolean canGoBack(Row before) {
    Location location = before.payload();
    if (location == null) {
      return false;
    }
    var facts = services.bucket().objects().stat(location, RequestContext.unlimited());
    Instant now = services.bucket().objects().traits().clock().instant();
    return facts != null && facts.storedAt().plus(grace.dividedBy(2)).isAfter(now);
  }

  private Location upload() {
    String tag = "f" + ++written;
    return services.bucket().storeForeign(0, "foreign-" + tag, "text/plain", tag);
  }

  /** A change that can be undone: the row before it, and as it left it. */
  private record Change(Row before, Row left) {}
}

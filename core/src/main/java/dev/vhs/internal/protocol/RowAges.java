package dev.vhs.internal.protocol;

import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The ages of rows. A row is as old as its commit, which says when it was built by the index's
 * clock. A row that doesn't say is as old as its object, by the object store's clock.
 */
public final class RowAges {
  private final Backend backend;
  private final PayloadPlaces places;

  public RowAges(Backend backend, PayloadPlaces places) {
    this.backend = backend;
    this.places = places;
  }

  /**
   * The age of a row.
   *
   * @param since the moment since which it is there; null where that is not known, and the row
   *     counts as young
   * @param now the present time by the same clock
   */
  public record Age(@Nullable Instant since, Instant now) {}

  /** Returns the time by the index's clock. */
  Instant now() {
    return Instant.ofEpochMilli(backend.index().traits().clock().millis());
  }

  /** Returns the age of a row; asks for the object only where the row doesn't say. */
  public Age of(Row row, OperationContext context) {
    if (row.committedAt() != null || row.payload() == null) {
      return new Age(row.committedAt(), now());
    }
    if (!places.mayRead(row, context)) {
      return new Age(null, now());
    }
    ObjectInfo object = backend.objects().stat(row.payload(), context.forRequest());
    return new Age(
        object == null ? null : object.storedAt(), backend.objects().traits().clock().instant());
  }
}

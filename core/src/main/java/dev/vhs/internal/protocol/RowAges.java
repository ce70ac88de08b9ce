package dev.vhs.internal.protocol;

import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old rows are: since their commit was built, by the index's clock, or of a row that doesn't
 * say, since its object was stored, by the object store's.
 */
public final class RowAges {
  private final Backend backend;

  public RowAges(Backend backend) {
    this.backend = backend;
  }

  /**
   * Since when something is there.
   *
   * @param since null where that is not known: then it is young
   * @param now the time of the same clock
   */
  public record Age(@Nullable Instant since, Instant now) {}

  /** The time by the index's clock. */
  Instant now() {
    return Instant.ofEpochMilli(backend.index().traits().clock().millis());
  }

  /** The age of a row; looks for the object only where the row doesn't say. */
  public Age of(Row row, OperationContext context) {
    if (row.committedAt() != null || row.payload() == null) {
      return new Age(row.committedAt(), now());
    }
    ObjectInfo object = backend.objects().stat(row.payload(), context);
    return new Age(
        object == null ? null : object.storedAt(), backend.objects().traits().clock().instant());
  }
}

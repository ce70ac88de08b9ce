package dev.vhs.internal;

import dev.vhs.spi.ObjectFacts;
import dev.vhs.spi.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old rows are: since their commit was built, by the index's clock, or of a row that doesn't
 * say, since its object was stored, by the object store's.
 */
final class RowAges {
  private final Engine engine;

  RowAges(Engine engine) {
    this.engine = engine;
  }

  /**
   * Since when something is there.
   *
   * @param since null where that is not known: then it is young
   * @param now the time of the same clock
   */
  record Age(@Nullable Instant since, Instant now) {}

  /** The time by the index's clock. */
  Instant now() {
    return engine.now();
  }

  /** The age of a row; looks for the object only where the row doesn't say. */
  Age of(Row row, OperationCall call) {
    if (row.committedAt() != null || row.payload() == null) {
      return new Age(row.committedAt(), now());
    }
    ObjectFacts object = engine.objects().stat(row.payload(), call);
    return new Age(
        object == null ? null : object.storedAt(), engine.objects().traits().clock().instant());
  }
}

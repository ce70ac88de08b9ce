package dev.vhs.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One conditional write: all of its rows, or none.
 *
 * @param rows what to write, all of one id and one write id: one row, or a filler and its version
 * @param replaces in the single-version variant the row as it was read, which the one row replaces;
 *     null where the slots must be absent
 * @param standing a row of the same id that must still hold; null where there is no such condition
 * @param notAfter the last moment, by the index's clock, at which it may be applied
 */
public record Commit(
    List<Row> rows, @Nullable Row replaces, @Nullable Row standing, Instant notAfter) {
  public Commit {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a commit writes at least one row");
    }
    if (replaces != null && rows.size() != 1) {
      throw new IllegalArgumentException("a commit that replaces a row writes one");
    }
    Row first = rows.get(0);
    for (Row row : rows) {
      if (!row.id().equals(first.id())
          || row.writeId() == null
          || !row.writeId().equals(first.writeId())) {
        throw new IllegalArgumentException("a commit's rows are of one id and one write id");
      }
    }
  }

  /** The id that it writes. */
  public String id() {
    return rows.get(0).id();
  }

  /** The version that it makes the newest. */
  public long version() {
    return rows.get(rows.size() - 1).version();
  }
}

package dev.vhs.internal.read;

import dev.vhs.CorruptValue;
import dev.vhs.internal.protocol.Ids;
import dev.vhs.spi.Row;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The comparison of rows that an index answered with those that it was asked for. */
final class Asked {
  private Asked() {}

  /**
   * Returns a row, if it is of an id.
   *
   * @throws CorruptValue if it is of another one
   */
  static Row of(String id, Row row) {
    if (row.id().equals(id)) {
      return row;
    }
    throw new CorruptValue(
        String.format(
            Locale.ROOT,
            "The index answered version %s of '%s' when it was asked for '%s': it is damaged. Restore it from a backup",
            row.version(),
            Ids.printable(row.id()),
            Ids.printable(id)),
        id,
        row.payload(),
        null);
  }

  /** Returns a row, if it is of an id; null for none. */
  static @Nullable Row ofNewest(String id, @Nullable Row row) {
    return row == null ? null : of(id, row);
  }

  /**
   * Returns a row, if it is of an id and a version; null for none.
   *
   * @throws CorruptValue if it is of another id or version
   */
  static @Nullable Row of(String id, long version, @Nullable Row row) {
    if (row == null || of(id, row).version() == version) {
      return row;
    }
    throw new CorruptValue(
        String.format(
            Locale.ROOT,
            "The index answered version %s of '%s' when it was asked for version %s: it is damaged. Restore it from a backup",
            row.version(),
            Ids.printable(id),
            version),
        id,
        version,
        row.payload(),
        null);
  }
}

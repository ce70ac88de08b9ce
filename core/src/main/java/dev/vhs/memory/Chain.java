package dev.vhs.memory;

import dev.vhs.spi.Row;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The rows of one id. Read by many threads without a lock; changed by one thread at a time. */
abstract sealed class Chain {
  /** The newest row; kept apart, since it is what nearly every read asks for. */
  volatile @Nullable Row newest;

  /** Returns the row of a version, or null. */
  abstract @Nullable Row at(long version);

  /** Returns the row in whose place a row of a version would be written, or null. */
  abstract @Nullable Row slot(long version);

  /** Writes a row, in place of the one in its slot. */
  abstract void put(Row row);

  /**
   * Writes the rows of a commit. A filler comes before the version that goes with it, and is
   * written after it: readers take no lock, and a reader that sees the filler must find the
   * version.
   */
  final void put(List<Row> rows) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      put(rows.get(i));
    }
  }

  /** Drops a row that is there. */
  abstract void drop(Row row);

  /** Returns all rows by version, as they are now or become while they are walked. */
  abstract NavigableMap<Long, Row> rows();

  /** The chain of an id in a single-version index: one row, whatever its version. */
  static final class One extends Chain {
    @Override
    @Nullable Row at(long version) {
      Row row = newest;
      return row != null && row.version() == version ? row : null;
    }

    @Override
    @Nullable Row slot(long version) {
      return newest;
    }

    @Override
    void put(Row row) {
      newest = row;
    }

    @Override
    void drop(Row row) {
      newest = null;
    }

    @Override
    NavigableMap<Long, Row> rows() {
      Row row = newest;
      return row == null
          ? Collections.emptyNavigableMap()
          : new TreeMap<>(Collections.singletonMap(row.version(), row));
    }
  }

  /** The chain of an id in a multi-version index: a row for each version. */
  static final class Many extends Chain {
    private final ConcurrentSkipListMap<Long, Row> rows = new ConcurrentSkipListMap<>();

    @Override
    @Nullable Row at(long version) {
      return rows.get(version);
    }

    @Override
    @Nullable Row slot(long version) {
      return rows.get(version);
    }

    @Override
    void put(Row row) {
      rows.put(row.version(), row);
      setNewest();
    }

    @Override
    void drop(Row row) {
      rows.remove(row.version());
      setNewest();
    }

    @Override
    NavigableMap<Long, Row> rows() {
      return rows;
    }

    private void setNewest() {
      var last = rows.lastEntry();
      newest = last == null ? null : last.getValue();
    }
  }
}

package dev.vhs.local.sqlite;

import dev.vhs.CorruptValue;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The readings of one id's rows. */
final class Rows {
  /** The bytes of values that end a page, so that it fits in memory whatever its limit is. */
  static final long MAX_PAGE_BYTES = 4L << 20;

  private Rows() {}

  static @Nullable Row newest(Session session, String id) throws SQLException {
    return one(selectNewest(session, id), id, null);
  }

  /** Prepares the selection of the row of an id's highest version. */
  static PreparedStatement selectNewest(Session session, String id) throws SQLException {
    PreparedStatement select = session.statement(Sql.NEWEST);
    select.setString(1, id);
    return select;
  }

  static @Nullable Row read(Session session, String id, long version) throws SQLException {
    return one(selectOne(session, id, version), id, version);
  }

  /** Prepares the selection of the row of one version. */
  static PreparedStatement selectOne(Session session, String id, long version) throws SQLException {
    PreparedStatement select = session.statement(Sql.READ);
    select.setString(1, id);
    select.setLong(2, version);
    return select;
  }

  static RowPage page(Session session, PageRequest request) throws SQLException {
    boolean rising = request.order() == PageRequest.Order.RISING;
    long end = rising ? Long.MAX_VALUE : Long.MIN_VALUE;
    // Versions below 0 are read too: nobody may take what they name for an orphan.
    long from = rising ? Long.MIN_VALUE : Long.MAX_VALUE;
    if (request.beyond().isPresent()) {
      long beyond = request.beyond().getAsLong();
      if (beyond == end) {
        return new RowPage(List.of(), true);
      }
      from = rising ? beyond + 1 : beyond - 1;
    }
    PreparedStatement select = session.statement(rising ? Sql.RISING : Sql.FALLING);
    select.setString(1, request.id());
    select.setLong(2, from);
    List<Row> rows = new ArrayList<>();
    long bytes = 0;
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        if (rows.size() == request.limit() || bytes > MAX_PAGE_BYTES) {
          return new RowPage(rows, false);
        }
        Row row = asked(StoredRow.at(result).row(), request.id(), null);
        rows.add(row);
        bytes += valueBytes(row);
      }
      return new RowPage(rows, true);
    }
  }

  /** Returns the length of a row's inline value; 0 where it has none. */
  static long valueBytes(Row row) {
    Bytes value = row.value();
    return value == null ? 0 : value.size();
  }

  private static @Nullable Row one(PreparedStatement select, String id, @Nullable Long version)
      throws SQLException {
    try (ResultSet result = select.executeQuery()) {
      return result.next() ? asked(StoredRow.at(result).row(), id, version) : null;
    }
  }

  /**
   * Returns the row if it is the one that was asked for. A damaged index of the table may lead from
   * one id to the row of another, whose value would pass its own checksum.
   *
   * @param version null for any
   * @throws CorruptValue if the row is of another id or version
   */
  static Row asked(Row row, String id, @Nullable Long version) {
    if (row.id().equals(id) && (version == null || row.version() == version)) {
      return row;
    }
    throw new CorruptValue(
        "The index is damaged: it was asked for '%s'%s and gave version %d of '%s'. Restore the store from a backup"
            .formatted(id, version == null ? "" : " version " + version, row.version(), row.id()),
        id,
        version == null ? row.version() : version,
        null,
        null);
  }
}

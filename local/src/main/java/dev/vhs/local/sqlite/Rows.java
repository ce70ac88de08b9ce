package dev.vhs.local.sqlite;

import dev.vhs.StoreMismatch;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The readings of one id's rows. Each compares the two indexes of keys; see {@link Schema}. */
final class Rows {
  /** The bytes of values that end a page, so that it fits in memory whatever its limit is. */
  static final long MAX_PAGE_BYTES = 4L << 20;

  private Rows() {}

  /** A row as it is stored: its version and its {@link RowForm}. */
  record Stored(String id, long version, Bytes form) {
    /**
     * Returns the row.
     *
     * @throws StoreMismatch if a newer release wrote it
     * @throws dev.vhs.CorruptValue if it is damaged
     */
    Row row() {
      return RowForm.read(id, version, form.unsafeArray());
    }
  }

  static @Nullable Row newest(Session session, String id) throws SQLException {
    Stored stored = storedNewest(session, id);
    return stored == null ? null : stored.row();
  }

  /** Returns the row of an id's highest version, as it is stored. */
  static @Nullable Stored storedNewest(Session session, String id) throws SQLException {
    PreparedStatement select = session.statement(Sql.NEWEST);
    select.setString(1, id);
    try (ResultSet result = select.executeQuery()) {
      if (!result.next()) {
        return null;
      }
      long version = result.getLong(1);
      byte[] form = result.getBytes(2);
      long second = result.getLong(3);
      boolean missing = result.wasNull();
      if (form == null && missing) {
        return null;
      }
      if (form == null || missing || version != second) {
        throw disagreeing(session, id);
      }
      return new Stored(id, version, Bytes.wrap(form));
    }
  }

  static @Nullable Row read(Session session, String id, long version) throws SQLException {
    Stored stored = storedVersion(session, id, version);
    return stored == null ? null : stored.row();
  }

  /** Returns the row of a version, as it is stored. */
  static @Nullable Stored storedVersion(Session session, String id, long version)
      throws SQLException {
    PreparedStatement select = session.statement(Sql.READ);
    select.setString(1, id);
    select.setLong(2, version);
    try (ResultSet result = select.executeQuery()) {
      if (!result.next()) {
        return null;
      }
      byte[] form = result.getBytes(2);
      if (form == null) {
        throw disagreeing(session, id);
      }
      return new Stored(id, version, Bytes.wrap(form));
    }
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
    session.run(Sql.BEGIN_READING);
    RowPage page = page(session, request, rising, from, end);
    session.run(Sql.COMMIT);
    return page;
  }

  private static RowPage page(
      Session session, PageRequest request, boolean rising, long from, long end)
      throws SQLException {
    PreparedStatement select = session.statement(rising ? Sql.RISING : Sql.FALLING);
    select.setString(1, request.id());
    select.setLong(2, from);
    List<Row> rows = new ArrayList<>();
    Set<Long> versions = new HashSet<>();
    long bytes = 0;
    long last = end;
    boolean complete = true;
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        if (rows.size() == request.limit() || bytes > MAX_PAGE_BYTES) {
          complete = false;
          last = rows.get(rows.size() - 1).version();
          break;
        }
        Row row = RowForm.read(request.id(), result.getLong(1), result.getBytes(2));
        rows.add(row);
        versions.add(row.version());
        bytes += valueBytes(row);
      }
    }
    if (!versions.equals(secondVersions(session, request.id(), from, last))) {
      throw disagreeing(session, request.id());
    }
    return new RowPage(rows, complete);
  }

  private static Set<Long> secondVersions(Session session, String id, long one, long other)
      throws SQLException {
    PreparedStatement select = session.statement(Sql.SECOND_VERSIONS);
    select.setString(1, id);
    select.setLong(2, Math.min(one, other));
    select.setLong(3, Math.max(one, other));
    Set<Long> versions = new HashSet<>();
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        versions.add(result.getLong(1));
      }
    }
    return versions;
  }

  /** Returns the length of a row's inline value; 0 where it has none. */
  static long valueBytes(Row row) {
    Bytes value = row.value();
    return value == null ? 0 : value.size();
  }

  /** Returns the exception for two indexes of keys of which only one has a row. */
  static StoreMismatch disagreeing(Session session, String id) {
    return new StoreMismatch(
        "Index %s is damaged: its two lists of keys differ at '%s'. Restore it from a backup, or try: sqlite3 %s REINDEX"
            .formatted(session.file(), id, session.file().getFileName()),
        null);
  }
}

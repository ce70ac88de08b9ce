package dev.vhs.local.sqlite;

import dev.vhs.CorruptValue;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.UnreadableRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan of an index in order of id and version. The ids of a prefix lie next to each other, so
 * only they are read; a segment is picked from all ids by their hash, without reading the rows of
 * the others.
 */
final class Scanner {
  /** The number of keys that a page of a segment looks at, so that its time is bounded. */
  private static final int MAX_KEYS = 20_000;

  private final Session session;
  private final Variant variant;
  private final ScanRequest request;

  /** The prefix without half a character at its end, which no bytes stand for. */
  private final String range;

  private final List<Row> rows = new ArrayList<>();
  private final List<UnreadableRow> unreadable = new ArrayList<>();
  private long bytes;

  private Scanner(Session session, Variant variant, ScanRequest request) {
    this.session = session;
    this.variant = variant;
    this.request = request;
    this.range = request.wholePrefix();
  }

  static ScanPage scan(Session session, Variant variant, ScanRequest request) throws SQLException {
    Scanner scanner = new Scanner(session, variant, request);
    return request.of() == 1 ? scanner.all() : scanner.segment();
  }

  private ScanPage all() throws SQLException {
    Key last = null;
    try (ResultSet result = from(Sql.SCAN)) {
      while (result.next()) {
        if (last != null && isFull()) {
          return page(last);
        }
        StoredRow row = StoredRow.at(result);
        String id = row.id();
        if (!id.startsWith(range)) {
          break;
        }
        last = key(id, row.version());
        if (id.startsWith(request.prefix())) {
          take(row);
        }
      }
    }
    return page(null);
  }

  /** Takes a row, or an unreadable one. */
  private void take(StoredRow stored) throws SQLException {
    try {
      Row row = stored.row();
      rows.add(row);
      bytes += Rows.valueBytes(row);
    } catch (CorruptValue | StoreMismatch e) {
      unreadable.add(stored.unreadable(e));
    }
  }

  private boolean isFull() {
    return rows.size() + unreadable.size() >= request.limit() || bytes > Rows.MAX_PAGE_BYTES;
  }

  private ScanPage page(@Nullable Key last) {
    return new ScanPage(rows, unreadable, last == null ? null : last.text());
  }

  private ScanPage segment() throws SQLException {
    List<Key> keys = new ArrayList<>();
    Key last = pick(keys);
    for (Key key : keys) {
      PreparedStatement select =
          variant == Variant.SINGLE
              ? Rows.selectNewest(session, key.id())
              : Rows.selectOne(session, key.id(), key.version());
      try (ResultSet result = select.executeQuery()) {
        if (result.next()) {
          take(StoredRow.at(result));
        }
      }
      if (bytes > Rows.MAX_PAGE_BYTES) {
        return page(key);
      }
    }
    return page(last);
  }

  /**
   * Picks keys of the segment; returns the last one that it looked at, or null where there are no
   * more.
   */
  private @Nullable Key pick(List<Key> keys) throws SQLException {
    Key last = null;
    int seen = 0;
    try (ResultSet result = from(Sql.SCAN_KEYS)) {
      while (result.next()) {
        if (keys.size() == request.limit() || seen == MAX_KEYS) {
          return last;
        }
        String id = result.getString(1);
        if (!id.startsWith(range)) {
          break;
        }
        seen++;
        last = key(id, result.getLong(2));
        if (id.startsWith(request.prefix())
            && ScanRequest.segmentOf(id, request.of()) == request.segment()) {
          keys.add(last);
        }
      }
    }
    return null;
  }

  private ResultSet from(Sql sql) throws SQLException {
    Key start = Key.parse(request.cursor(), range);
    PreparedStatement select = session.statement(sql);
    select.setString(1, start.id());
    select.setLong(2, start.version());
    return select.executeQuery();
  }

  /** Returns the place after a row; a single-version row is passed whatever version it has then. */
  private Key key(String id, long version) {
    return new Key(id, variant == Variant.SINGLE ? Long.MAX_VALUE : version);
  }

  /** A place in a scan: after this row. */
  private record Key(String id, long version) {
    private static final long BEFORE_ALL = Long.MIN_VALUE;

    static Key parse(@Nullable String cursor, String first) {
      if (cursor == null) {
        return new Key(first, BEFORE_ALL);
      }
      int slash = cursor.indexOf('/');
      if (slash < 1) {
        throw new IllegalArgumentException("'" + cursor + "' is no cursor of this index");
      }
      return new Key(cursor.substring(slash + 1), Long.parseLong(cursor.substring(0, slash)));
    }

    String text() {
      return version + "/" + id;
    }
  }
}

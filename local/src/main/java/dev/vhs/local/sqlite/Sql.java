package dev.vhs.local.sqlite;

import java.util.stream.Collectors;

/** The statements that a {@link Session} keeps prepared. */
enum Sql {
  BEGIN("BEGIN IMMEDIATE"),
  COMMIT("COMMIT"),
  ROLLBACK("ROLLBACK"),
  NEWEST(select("WHERE id = ? ORDER BY version DESC LIMIT 1")),
  READ(select("WHERE id = ? AND version = ?")),
  RISING(select("WHERE id = ? AND version >= ? ORDER BY version")),
  FALLING(select("WHERE id = ? AND version <= ? ORDER BY version DESC")),
  /** Rows beyond an id and version, in order; the vector comparison walks the unique index. */
  SCAN(select("WHERE (id, version) > (?, ?) ORDER BY id, version")),
  /** The same without the rows: the unique index alone answers it. */
  SCAN_KEYS("SELECT id, version FROM pointers WHERE (id, version) > (?, ?) ORDER BY id, version"),
  INSERT(
      "INSERT INTO pointers ("
          + String.join(", ", Schema.COLUMNS)
          + ") VALUES ("
          + Schema.COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", "))
          + ") ON CONFLICT DO NOTHING"),
  /** Sets our columns and no others, where the row stands as it was read. */
  UPDATE(
      "UPDATE pointers SET "
          + Schema.COLUMNS.stream().map(column -> column + " = ?").collect(Collectors.joining(", "))
          + Sql.STANDS),
  DELETE("DELETE FROM pointers" + Sql.STANDS);

  private static final String STANDS =
      " WHERE id = ? AND version = ? AND payload_bucket IS ? AND payload_key IS ? AND write_id IS ?";

  final String text;

  Sql(String text) {
    this.text = text;
  }

  private static String select(String where) {
    return "SELECT " + StoredRow.RESULTS + " FROM pointers " + where;
  }
}

package dev.vhs.local.sqlite;

/**
 * The statements that a {@link Session} keeps prepared. Each reading names the index of keys that
 * it goes by, so that the other one can bear witness.
 */
enum Sql {
  /** Begins a write. */
  BEGIN("BEGIN IMMEDIATE"),
  /** Begins a reading of several statements, which all see the same state. */
  BEGIN_READING("BEGIN DEFERRED"),
  /** Ends either. */
  COMMIT("COMMIT"),
  /** Tells whether the tables have been changed since they were checked. */
  SCHEMA_VERSION("PRAGMA schema_version"),
  /**
   * The newest row of an id, and the newest version by the second keys; where the first keys have
   * nothing, the latter alone.
   */
  NEWEST(
      "SELECT * FROM (SELECT version, row, "
          + Sql.SECOND_NEWEST
          + " FROM pointers INDEXED BY keys WHERE id = ?1 ORDER BY version DESC LIMIT 1)"
          + " UNION ALL SELECT NULL, NULL, "
          + Sql.SECOND_NEWEST),
  /** The row of a version; where only the second keys have it, its version without the row. */
  READ(
      "SELECT version, row FROM pointers INDEXED BY keys WHERE id = ?1 AND version = ?2 UNION ALL"
          + " SELECT version, NULL FROM pointers INDEXED BY second_keys WHERE id = ?1 AND version ="
          + " ?2"),
  /** The rows of an id from a version on. */
  RISING("SELECT version, row" + Sql.BY_KEYS + "WHERE id = ? AND version >= ? ORDER BY version"),
  /** The rows of an id from a version down. */
  FALLING(
      "SELECT version, row" + Sql.BY_KEYS + "WHERE id = ? AND version <= ? ORDER BY version DESC"),
  /** The versions of an id in a range, by the second keys. */
  SECOND_VERSIONS(
      "SELECT version FROM pointers INDEXED BY second_keys"
          + " WHERE id = ? AND version BETWEEN ? AND ?"),
  /** Rows beyond an id and version, in order; the vector comparison walks the keys. */
  SCAN("SELECT id, version, row" + Sql.BY_KEYS + Sql.BEYOND),
  /** The same without the rows. */
  SCAN_KEYS("SELECT id, version" + Sql.BY_KEYS + Sql.BEYOND),
  /** The same by the second keys. */
  SCAN_SECOND_KEYS("SELECT id, version FROM pointers INDEXED BY second_keys " + Sql.BEYOND),
  /** Adds a row where its slot is free. */
  INSERT("INSERT INTO pointers (id, version, row) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"),
  /** Replaces a row. */
  UPDATE("UPDATE pointers SET id = ?, version = ?, row = ? WHERE id = ? AND version = ?"),
  /** Removes a row. */
  DELETE("DELETE FROM pointers WHERE id = ? AND version = ?");

  private static final String SECOND_NEWEST =
      "(SELECT version FROM pointers INDEXED BY second_keys WHERE id = ?1"
          + " ORDER BY version DESC LIMIT 1)";

  private static final String BY_KEYS = " FROM pointers INDEXED BY keys ";

  private static final String BEYOND = "WHERE (id, version) > (?, ?) ORDER BY id, version";

  final String text;

  Sql(String text) {
    this.text = text;
  }
}

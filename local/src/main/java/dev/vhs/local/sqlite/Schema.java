package dev.vhs.local.sqlite;

import dev.vhs.Variant;
import java.util.List;
import java.util.Set;

/** The tables of an index file, as SQL. */
final class Schema {
  /** The mark of an index of ours in a file's header, "vhs1" ({@code PRAGMA application_id}). */
  static final int APPLICATION_ID = 0x76687331;

  /** The version of the tables below ({@code PRAGMA user_version}). */
  static final int VERSION = 1;

  /** The columns of a row in the order in which {@link Columns} binds and reads them. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "version",
          "kind",
          "payload_bucket",
          "payload_key",
          "describes",
          "write_id",
          "recent_write_ids",
          "size",
          "stored_size",
          "sha256",
          "content_type",
          "encoding",
          "created_at",
          "committed_at",
          "metadata",
          "up_to",
          "format",
          Schema.VALUE);

  /** The column of the inline value, which comes last. */
  static final String VALUE = "value";

  /** The other columns of bytes. */
  static final Set<String> BLOBS = Set.of("write_id", "recent_write_ids", "sha256");

  /** The columns of whole numbers. */
  static final Set<String> NUMBERS =
      Set.of("version", "size", "stored_size", "created_at", "committed_at", "up_to", "format");

  private static final String STORE =
      "CREATE TABLE store (identity TEXT NOT NULL, variant TEXT NOT NULL) STRICT";

  /** The value comes last, so that the facts are read without walking over it. */
  private static final String POINTERS =
      """
      CREATE TABLE pointers (
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        kind TEXT,
        payload_bucket TEXT,
        payload_key TEXT,
        describes TEXT,
        write_id BLOB,
        recent_write_ids BLOB,
        size INTEGER,
        stored_size INTEGER,
        sha256 BLOB,
        content_type TEXT,
        encoding TEXT,
        created_at INTEGER,
        committed_at INTEGER,
        metadata TEXT,
        up_to INTEGER,
        format INTEGER,
        value BLOB,
        UNIQUE (%s)
      ) STRICT\
      """;

  private Schema() {}

  /** Returns the statements that make the tables of a new index; the identity has no quotes. */
  static List<String> creation(Variant variant, String identity) {
    return List.of(
        STORE,
        "INSERT INTO store VALUES ('%s', '%s')".formatted(identity, variant.text()),
        POINTERS.formatted(variant == Variant.SINGLE ? "id" : "id, version"),
        "PRAGMA user_version = " + VERSION,
        "PRAGMA application_id = " + APPLICATION_ID);
  }
}

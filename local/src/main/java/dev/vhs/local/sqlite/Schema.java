package dev.vhs.local.sqlite;

import dev.vhs.Variant;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The tables of an index file, as SQL.
 *
 * <p>A row is in one column ({@link RowForm}), beside the id and the version by which it is found.
 * There are two indexes of these keys, and readings compare them: damage to one must not make the
 * newest version of an id, or a row of a scan, look as if it had never been there.
 */
final class Schema {
  /** The mark of an index of ours in a file's header, "vhs1" ({@code PRAGMA application_id}). */
  static final int APPLICATION_ID = 0x76687331;

  /** The version of the tables below ({@code PRAGMA user_version}). */
  static final int VERSION = 1;

  private static final String STORE =
      "CREATE TABLE store (identity TEXT NOT NULL, variant TEXT NOT NULL, checksum INTEGER NOT"
          + " NULL) STRICT";

  private static final String POINTERS =
      "CREATE TABLE pointers (id TEXT NOT NULL, version INTEGER NOT NULL, row BLOB NOT NULL)"
          + " STRICT";

  private static final String SINGLE_KEYS = "CREATE UNIQUE INDEX keys ON pointers (id)";

  private static final String MULTI_KEYS = "CREATE UNIQUE INDEX keys ON pointers (id, version)";

  private static final String SECOND_KEYS = "CREATE INDEX second_keys ON pointers (id, version)";

  private Schema() {}

  /** Returns the statements that make the tables of a new index; the identity has no quotes. */
  static List<String> creation(Variant variant, String identity) {
    List<String> statements = new ArrayList<>(tables(variant));
    statements.add(
        "INSERT INTO store VALUES ('%s', '%s', %s)"
            .formatted(identity, variant.text(), checksum(identity, variant.text())));
    statements.add("PRAGMA user_version = " + VERSION);
    statements.add("PRAGMA application_id = " + APPLICATION_ID);
    return statements;
  }

  /** Returns the variant whose schema has just these parts; null for any other schema. */
  static @Nullable Variant variantOf(List<String> schema) {
    List<String> sorted = schema.stream().sorted().toList();
    for (Variant variant : Variant.values()) {
      if (sorted.equals(tables(variant).stream().sorted().toList())) {
        return variant;
      }
    }
    return null;
  }

  private static List<String> tables(Variant variant) {
    return List.of(
        STORE, POINTERS, variant == Variant.SINGLE ? SINGLE_KEYS : MULTI_KEYS, SECOND_KEYS);
  }

  /** Returns the checksum of the store's one row. */
  static long checksum(String identity, String variant) {
    CRC32C checksum = new CRC32C();
    checksum.update((identity + "/" + variant).getBytes(StandardCharsets.UTF_8));
    return checksum.getValue();
  }
}

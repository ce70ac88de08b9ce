package dev.vhs.local.sqlite;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.VhsException;
import dev.vhs.local.shared.Json;
import dev.vhs.local.shared.MetadataText;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.UnreadableRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row as SQLite answers it, which may turn out to be unreadable.
 *
 * <p>SQLite makes one JSON array of all columns but the value. The driver asks it for the name, the
 * type and the content of each result, so that 19 of them took longer than all else of a read.
 */
final class StoredRow {
  /** The results that a statement must select for a row. */
  static final String RESULTS =
      Schema.COLUMNS.stream()
          .filter(column -> !column.equals(Schema.VALUE))
          .map(StoredRow::inJson)
          .collect(Collectors.joining(", ", "json_array(", "), " + Schema.VALUE));

  private static final HexFormat HEX = HexFormat.of();
  private static final int UUID_DIGITS = 32;

  private final ResultSet result;
  private final @Nullable Object[] columns;

  private StoredRow(ResultSet result, @Nullable Object[] columns) {
    this.result = result;
    this.columns = columns;
  }

  /**
   * Returns a column as an element, cast to its type in every sound file: in a damaged one it may
   * be anything, which must not keep the rest from being read.
   */
  private static String inJson(String column) {
    if (Schema.BLOBS.contains(column)) {
      return "iif(%1$s IS NULL, NULL, lower(hex(%1$s)))".formatted(column);
    }
    return "CAST(%s AS %s)".formatted(column, Schema.NUMBERS.contains(column) ? "INTEGER" : "TEXT");
  }

  /** Returns the row where a result stands; to be used before the result goes on. */
  static StoredRow at(ResultSet result) throws SQLException {
    // The driver decodes leniently: of bytes that are no UTF-8 it is still told which row has them.
    String json = result.getString(1);
    @Nullable Object[] columns = new Object[Schema.COLUMNS.size() - 1];
    try (JsonParser parser = Json.parser(json)) {
      parser.nextToken();
      for (int column = 0; column < columns.length; column++) {
        JsonToken token = parser.nextToken();
        columns[column] =
            switch (token) {
              case VALUE_NULL -> null;
              case VALUE_NUMBER_INT -> (Object) parser.getLongValue();
              default -> parser.getText();
            };
      }
    } catch (IOException e) {
      throw new UncheckedIOException("SQLite made no JSON array of a row", e);
    }
    return new StoredRow(result, columns);
  }

  /** Returns the id of the row. */
  String id() {
    return Objects.requireNonNullElse(text(1), "");
  }

  /** Returns the version of the row. */
  long version() {
    return Objects.requireNonNullElse(number(2), 0L);
  }

  /**
   * Returns the row.
   *
   * @throws StoreMismatch if its format is newer than this release
   * @throws CorruptValue if its columns make no row
   */
  Row row() throws SQLException {
    long format = Objects.requireNonNullElse(number(18), (long) Row.FORMAT);
    if (format > Row.FORMAT) {
      throw new StoreMismatch(
          "Row %d of '%s' has format %d, and this release reads up to %d: use a newer one"
              .formatted(version(), id(), format, Row.FORMAT),
          null);
    }
    try {
      if (format < 1) {
        throw new IllegalArgumentException("its format is " + format);
      }
      return row((int) format);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new CorruptValue(
          "The index's row of version %d of '%s' is damaged: %s"
              .formatted(version(), id(), e.getMessage()),
          id(),
          version(),
          null,
          e);
    }
  }

  /** Returns it as an unreadable row, with the exception that reading it threw. */
  UnreadableRow unreadable(VhsException reason) {
    return new UnreadableRow(id(), payload(), reason);
  }

  private Row row(int format) throws SQLException {
    String kind = text(3);
    Location payload = payload();
    UUID writeId = uuid(text(7));
    String recent = text(8);
    Long upTo = number(17);
    // What another program pointed elsewhere by hand is described by its payload alone.
    boolean ours = payload == null || Objects.equals(Columns.describes(payload), text(6));
    byte[] value = ours ? result.getBytes(2) : null;
    return Row.builder(id(), version())
        .kind(kind == null || !ours ? RowKind.VALUE : RowKind.of(kind))
        .payload(payload)
        .value(value == null ? null : Bytes.wrap(value))
        .content(ours ? content() : null)
        .writeId(writeId)
        .recent(
            recent == null
                ? RecentWriteIds.NONE
                : RecentWriteIds.of(Bytes.wrap(HEX.parseHex(recent))))
        .committedAt(instant(number(15)))
        .upTo(ours ? upTo : null)
        .format(format)
        .build();
  }

  private @Nullable Location payload() {
    String bucket = text(4);
    String key = text(5);
    return key == null ? null : new Location(bucket == null ? "" : bucket, key);
  }

  private @Nullable Content content() {
    String sha256 = text(11);
    if (sha256 == null) {
      return null;
    }
    String metadata = text(16);
    return Content.builder(
            Objects.requireNonNullElse(number(9), 0L),
            sha256,
            Objects.requireNonNull(text(12), "it has no content type"))
        .storedSize(Objects.requireNonNullElse(number(10), 0L))
        .encoding(text(13))
        .createdAt(instant(number(14)))
        .metadata(metadata == null ? Map.of() : MetadataText.read(metadata))
        .build();
  }

  private static @Nullable UUID uuid(@Nullable String hex) {
    if (hex == null) {
      return null;
    }
    if (hex.length() != UUID_DIGITS) {
      throw new IllegalArgumentException("a write id of " + hex.length() / 2 + " bytes");
    }
    int half = UUID_DIGITS / 2;
    return new UUID(
        HexFormat.fromHexDigitsToLong(hex, 0, half),
        HexFormat.fromHexDigitsToLong(hex, half, UUID_DIGITS));
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** Returns a column of text, or of bytes in hex, counted from 1 as {@link Columns} binds them. */
  private @Nullable String text(int column) {
    return (String) columns[column - 1];
  }

  /** Returns a column of a number, counted likewise. */
  private @Nullable Long number(int column) {
    return (Long) columns[column - 1];
  }
}

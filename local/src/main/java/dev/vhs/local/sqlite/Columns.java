package dev.vhs.local.sqlite;

import dev.vhs.Location;
import dev.vhs.local.shared.MetadataText;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The translation of rows into columns, in the order of {@link Schema#COLUMNS}; {@link StoredRow}
 * turns them back.
 */
final class Columns {
  private static final int UUID_BYTES = 16;

  private Columns() {}

  /** Binds all columns of a row, and returns the parameter that comes next. */
  static int bind(PreparedStatement to, Row row) throws SQLException {
    Content content = row.content();
    Location payload = row.payload();
    Bytes value = row.value();
    to.setString(1, row.id());
    to.setLong(2, row.version());
    to.setString(3, row.kind() == RowKind.VALUE ? null : row.kind().text());
    to.setString(4, payload == null ? null : payload.bucket());
    to.setString(5, payload == null ? null : payload.key());
    to.setString(6, describes(payload));
    to.setBytes(7, bytes(row.writeId()));
    to.setBytes(
        8, row.recent().equals(RecentWriteIds.NONE) ? null : row.recent().packed().unsafeArray());
    set(to, 9, content == null ? null : content.size());
    set(to, 10, content == null ? null : content.storedSize());
    to.setBytes(11, content == null ? null : HexFormat.of().parseHex(content.sha256()));
    to.setString(12, content == null ? null : content.contentType());
    to.setString(13, content == null ? null : content.encoding());
    set(to, 14, content == null ? null : millis(content.createdAt()));
    set(to, 15, millis(row.committedAt()));
    to.setString(
        16,
        content == null || content.metadata().isEmpty()
            ? null
            : MetadataText.write(content.metadata()));
    set(to, 17, row.upTo());
    to.setInt(18, row.format());
    to.setBytes(19, value == null ? null : value.unsafeArray());
    return 20;
  }

  /**
   * Binds the columns that {@link Sql#UPDATE} and {@link Sql#DELETE} compare: the row as it was
   * read.
   */
  static void bindStanding(PreparedStatement to, int first, Row read) throws SQLException {
    Location payload = read.payload();
    to.setString(first, read.id());
    to.setLong(first + 1, read.version());
    to.setString(first + 2, payload == null ? null : payload.bucket());
    to.setString(first + 3, payload == null ? null : payload.key());
    to.setBytes(first + 4, bytes(read.writeId()));
  }

  /** Returns the column {@code describes} of a payload: the other columns speak of that payload. */
  static @Nullable String describes(@Nullable Location payload) {
    return payload == null ? null : payload.toString();
  }

  private static byte @Nullable [] bytes(@Nullable UUID uuid) {
    return uuid == null
        ? null
        : ByteBuffer.allocate(UUID_BYTES)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static void set(PreparedStatement to, int parameter, @Nullable Long number)
      throws SQLException {
    if (number == null) {
      to.setNull(parameter, java.sql.Types.INTEGER);
    } else {
      to.setLong(parameter, number);
    }
  }
}

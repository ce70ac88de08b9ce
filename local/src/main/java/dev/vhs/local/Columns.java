package dev.vhs.local;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.VhsException;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.UnreadableRow;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns rows into columns and back; the order is that of {@link Schema#COLUMNS}. */
final class Columns {
  private static final int UUID_BYTES = 16;

  private Columns() {}

  /** Binds all columns of a row, and answers which parameter comes next. */
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

  /** Binds what {@link Sql#UPDATE} and {@link Sql#DELETE} compare: the row as it was read. */
  static void bindStanding(PreparedStatement to, int first, Row read) throws SQLException {
    Location payload = read.payload();
    to.setString(first, read.id());
    to.setLong(first + 1, read.version());
    to.setString(first + 2, payload == null ? null : payload.bucket());
    to.setString(first + 3, payload == null ? null : payload.key());
    to.setBytes(first + 4, bytes(read.writeId()));
  }

  /**
   * The row at which a result stands.
   *
   * @throws StoreMismatch if its format is newer than this release
   * @throws CorruptValue if its columns make no row
   */
  static Row read(ResultSet from) throws SQLException {
    String id = from.getString(1);
    long version = from.getLong(2);
    long format = Objects.requireNonNullElse(number(from, 18), (long) Row.FORMAT);
    if (format > Row.FORMAT) {
      throw new StoreMismatch(
          "Row %d of '%s' has format %d, and this release reads up to %d: use a newer one"
              .formatted(version, id, format, Row.FORMAT),
          null);
    }
    try {
      if (format < 1) {
        throw new IllegalArgumentException("its format is " + format);
      }
      return read(id, version, (int) format, from);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new CorruptValue(
          "The index's row of version %d of '%s' is damaged: %s"
              .formatted(version, id, e.getMessage()),
          id,
          version,
          null,
          e);
    }
  }

  /** What the row is at which a result stands and that is no row, by what reading it threw. */
  static UnreadableRow unreadable(ResultSet from, VhsException reason) throws SQLException {
    return new UnreadableRow(from.getString(1), payload(from), reason);
  }

  private static @Nullable Location payload(ResultSet from) throws SQLException {
    String bucket = from.getString(4);
    String key = from.getString(5);
    return key == null ? null : new Location(bucket == null ? "" : bucket, key);
  }

  private static Row read(String id, long version, int format, ResultSet from) throws SQLException {
    String kind = from.getString(3);
    Location payload = payload(from);
    byte[] recent = from.getBytes(8);
    UUID writeId = uuid(from.getBytes(7));
    Long upTo = number(from, 17);
    // What another program pointed elsewhere by hand is described by its payload alone.
    boolean ours = payload == null || Objects.equals(describes(payload), from.getString(6));
    byte[] value = ours ? from.getBytes(19) : null;
    return new Row(
        id,
        version,
        kind == null || !ours ? RowKind.VALUE : RowKind.of(kind),
        payload,
        value == null ? null : Bytes.wrap(value),
        ours ? content(from) : null,
        writeId,
        recent == null ? RecentWriteIds.NONE : RecentWriteIds.of(Bytes.wrap(recent)),
        instant(number(from, 15)),
        ours ? upTo : null,
        format);
  }

  private static @Nullable Content content(ResultSet from) throws SQLException {
    byte[] sha256 = from.getBytes(11);
    if (sha256 == null) {
      return null;
    }
    String metadata = from.getString(16);
    return new Content(
        from.getLong(9),
        from.getLong(10),
        HexFormat.of().formatHex(sha256),
        Objects.requireNonNull(from.getString(12), "it has no content type"),
        from.getString(13),
        instant(number(from, 14)),
        metadata == null ? Map.of() : MetadataText.read(metadata));
  }

  private static @Nullable String describes(@Nullable Location payload) {
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

  private static @Nullable UUID uuid(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    if (bytes.length != UUID_BYTES) {
      throw new IllegalArgumentException("a write id of " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static void set(PreparedStatement to, int parameter, @Nullable Long number)
      throws SQLException {
    if (number == null) {
      to.setNull(parameter, java.sql.Types.INTEGER);
    } else {
      to.setLong(parameter, number);
    }
  }

  private static @Nullable Long number(ResultSet from, int column) throws SQLException {
    long number = from.getLong(column);
    return number == 0 && from.wasNull() ? null : (Long) number;
  }
}

package dev.vhs.local.sqlite;

import dev.vhs.CorruptValue;
import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.local.shared.MetadataText;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of a row, which one column of the index holds. Numbers are big-endian:
 *
 * <pre>
 * 1 byte    the version of this form, {@value #VERSION}
 * 4 bytes   CRC32C of the id (UTF-8), the version of the row (8 bytes), and this form without these 4
 * 2 bytes   flags: which of the optional parts below are there
 * 1 byte    the kind
 * 2 bytes   the format of the item
 * 16 bytes  the write id                                            optional
 * 8 bytes   the time of commit, in milliseconds                     optional
 * 8 bytes   the version that a filler was written with              optional
 * 48 bytes  size, stored size and SHA-256 of the value              optional, as all facts of it
 * 8 bytes   the time when the value was made, in milliseconds       optional
 * texts     bucket, key                                             optional
 * texts     content type, encoding, metadata as a JSON object       optional; each 4 bytes of length
 * bytes     recent write ids                                        optional; 4 bytes of length
 * rest      the inline value                                        optional
 * </pre>
 *
 * <p>The id and the version stand in columns of their own, by which rows are found, and not in
 * here. The checksum covers them, so a row that a damaged index of the table finds under another id
 * or version is not taken for the one that was asked for. Any later form begins with the same five
 * bytes.
 */
final class RowForm {
  /** The version of the form that this release writes, and the highest that it reads. */
  static final int VERSION = 1;

  private static final int CHECKSUM_AT = 1;
  private static final int BODY_AT = CHECKSUM_AT + Integer.BYTES;
  private static final int SHA256_BYTES = 32;

  /** The size of a form without texts and value. */
  private static final int FIXED_BYTES = BODY_AT + 5 + 16 + 8 + 8 + 48 + 8 + 24;

  private static final int HAS_WRITE_ID = 1;
  private static final int HAS_COMMITTED_AT = 1 << 1;
  private static final int HAS_UP_TO = 1 << 2;
  private static final int HAS_CONTENT = 1 << 3;
  private static final int HAS_CREATED_AT = 1 << 4;
  private static final int HAS_PAYLOAD = 1 << 5;
  private static final int HAS_ENCODING = 1 << 6;
  private static final int HAS_METADATA = 1 << 7;
  private static final int HAS_RECENT = 1 << 8;
  private static final int HAS_VALUE = 1 << 9;

  /** The kinds in the order of the numbers that they are stored as. */
  private static final RowKind[] KINDS = {
    RowKind.VALUE, RowKind.TOMBSTONE, RowKind.FILLER, RowKind.MARKER, RowKind.STORE
  };

  private static final HexFormat HEX = HexFormat.of();

  private RowForm() {}

  /**
   * Writes a row.
   *
   * @throws InvalidRequest if it has a time beyond the range of milliseconds
   */
  static byte[] write(Row row) {
    Content content = row.content();
    Location payload = row.payload();
    Bytes value = row.value();
    UUID writeId = row.writeId();
    Long committedAt = millis(row, row.committedAt());
    Long createdAt = content == null ? null : millis(row, content.createdAt());
    Long upTo = row.upTo();
    byte[] bucket = payload == null ? null : bytes(payload.bucket());
    byte[] key = payload == null ? null : bytes(payload.key());
    byte[] type = content == null ? null : bytes(content.contentType());
    String coding = content == null ? null : content.encoding();
    byte[] encoding = coding == null ? null : bytes(coding);
    byte[] metadata =
        content == null || content.metadata().isEmpty()
            ? null
            : bytes(MetadataText.write(content.metadata()));
    byte[] recent =
        row.recent().equals(RecentWriteIds.NONE) ? null : row.recent().packed().unsafeArray();
    int flags =
        flag(HAS_WRITE_ID, writeId)
            | flag(HAS_COMMITTED_AT, committedAt)
            | flag(HAS_UP_TO, upTo)
            | flag(HAS_CONTENT, content)
            | flag(HAS_CREATED_AT, createdAt)
            | flag(HAS_PAYLOAD, payload)
            | flag(HAS_ENCODING, encoding)
            | flag(HAS_METADATA, metadata)
            | flag(HAS_RECENT, recent)
            | flag(HAS_VALUE, value);
    int texts = size(bucket) + size(key) + size(type) + size(encoding) + size(metadata);
    ByteBuffer to =
        ByteBuffer.allocate(
            FIXED_BYTES + texts + size(recent) + (value == null ? 0 : value.size()));
    to.put((byte) VERSION).putInt(0).putShort((short) flags);
    to.put((byte) number(row.kind())).putShort((short) row.format());
    if (writeId != null) {
      to.putLong(writeId.getMostSignificantBits()).putLong(writeId.getLeastSignificantBits());
    }
    put(to, committedAt);
    put(to, upTo);
    if (content != null) {
      to.putLong(content.size()).putLong(content.storedSize());
      to.put(HEX.parseHex(content.sha256()));
    }
    put(to, createdAt);
    put(to, bucket);
    put(to, key);
    put(to, type);
    put(to, encoding);
    put(to, metadata);
    put(to, recent);
    if (value != null) {
      to.put(value.buffer());
    }
    byte[] form = Arrays.copyOf(to.array(), to.position());
    ByteBuffer.wrap(form).putInt(CHECKSUM_AT, checksum(row.id(), row.version(), form));
    return form;
  }

  /**
   * Reads the row of an id and version.
   *
   * @throws StoreMismatch if a newer release wrote it
   * @throws CorruptValue if it is not the row that was written under this id and version
   */
  static Row read(String id, long version, byte @Nullable [] form) {
    if (form == null || form.length <= BODY_AT) {
      throw damaged(id, version, "it has no data", null);
    }
    if (ByteBuffer.wrap(form).getInt(CHECKSUM_AT) != checksum(id, version, form)) {
      throw damaged(id, version, "its checksum is wrong", null);
    }
    if (form[0] != VERSION) {
      throw newer(id, version, form[0]);
    }
    try {
      return parse(id, version, form);
    } catch (IllegalArgumentException
        | BufferUnderflowException
        | ArrayIndexOutOfBoundsException e) {
      throw damaged(id, version, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Returns the place of the object that a damaged row names, whether its checksum is right or not;
   * null where none can be made out. Nobody may take that object for an orphan.
   */
  static @Nullable Location payload(byte @Nullable [] form) {
    if (form == null || form.length <= BODY_AT || form[0] != VERSION) {
      return null;
    }
    try {
      ByteBuffer from = ByteBuffer.wrap(form).position(BODY_AT);
      int flags = from.getShort();
      from.position(from.position() + 3 + sizeBeforePayload(flags));
      return (flags & HAS_PAYLOAD) == 0 ? null : new Location(text(from), text(from));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return null;
    }
  }

  private static int sizeBeforePayload(int flags) {
    int size = (flags & HAS_WRITE_ID) == 0 ? 0 : 2 * Long.BYTES;
    size += (flags & HAS_COMMITTED_AT) == 0 ? 0 : Long.BYTES;
    size += (flags & HAS_UP_TO) == 0 ? 0 : Long.BYTES;
    size += (flags & HAS_CONTENT) == 0 ? 0 : 2 * Long.BYTES + SHA256_BYTES;
    return size + ((flags & HAS_CREATED_AT) == 0 ? 0 : Long.BYTES);
  }

  private static Row parse(String id, long version, byte[] form) {
    ByteBuffer from = ByteBuffer.wrap(form).position(BODY_AT);
    int flags = from.getShort();
    RowKind kind = KINDS[from.get()];
    int format = from.getShort();
    if (format > Row.FORMAT) {
      throw newer(id, version, format);
    }
    if (format < 1) {
      throw new IllegalArgumentException("its format is " + format);
    }
    Row.Builder row = Row.builder(id, version).kind(kind).format(format);
    if ((flags & HAS_WRITE_ID) != 0) {
      row.writeId(new UUID(from.getLong(), from.getLong()));
    }
    if ((flags & HAS_COMMITTED_AT) != 0) {
      row.committedAt(Instant.ofEpochMilli(from.getLong()));
    }
    if ((flags & HAS_UP_TO) != 0) {
      row.upTo(from.getLong());
    }
    boolean described = (flags & HAS_CONTENT) != 0;
    long size = described ? from.getLong() : 0;
    long storedSize = described ? from.getLong() : 0;
    String sha256 = described ? HEX.formatHex(bytes(from, SHA256_BYTES)) : "";
    Instant createdAt = (flags & HAS_CREATED_AT) == 0 ? null : Instant.ofEpochMilli(from.getLong());
    if ((flags & HAS_PAYLOAD) != 0) {
      row.payload(new Location(text(from), text(from)));
    }
    if (described) {
      row.content(
          Content.builder(size, sha256, text(from))
              .storedSize(storedSize)
              .encoding((flags & HAS_ENCODING) == 0 ? null : text(from))
              .createdAt(createdAt)
              .metadata((flags & HAS_METADATA) == 0 ? Map.of() : MetadataText.read(text(from)))
              .build());
    }
    if ((flags & HAS_RECENT) != 0) {
      row.recent(RecentWriteIds.of(Bytes.wrap(bytes(from, from.getInt()))));
    }
    if ((flags & HAS_VALUE) != 0) {
      row.value(Bytes.wrap(bytes(from, from.remaining())));
    }
    if (from.hasRemaining()) {
      throw new IllegalArgumentException("it has " + from.remaining() + " bytes too many");
    }
    return row.build();
  }

  private static int checksum(String id, long version, byte[] form) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes(id));
    checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, version));
    checksum.update(form, 0, CHECKSUM_AT);
    checksum.update(form, BODY_AT, form.length - BODY_AT);
    return (int) checksum.getValue();
  }

  private static CorruptValue damaged(
      String id, long version, String reason, @Nullable Throwable cause) {
    return new CorruptValue(
        "The index's row of version %s of '%s' is damaged: %s. Restore the store from a backup"
            .formatted(version, id, reason),
        id,
        version,
        null,
        cause);
  }

  private static StoreMismatch newer(String id, long version, int format) {
    return new StoreMismatch(
        "Row %s of '%s' has format %s, and this release reads up to %s; use a newer release"
            .formatted(version, id, format, Row.FORMAT),
        null);
  }

  private static int number(RowKind kind) {
    for (int number = 0; number < KINDS.length; number++) {
      if (KINDS[number] == kind) {
        return number;
      }
    }
    throw new IllegalStateException("kind " + kind + " has no number");
  }

  private static int flag(int flag, @Nullable Object part) {
    return part == null ? 0 : flag;
  }

  private static int size(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static void put(ByteBuffer to, @Nullable Long number) {
    if (number != null) {
      to.putLong(number);
    }
  }

  private static void put(ByteBuffer to, byte @Nullable [] bytes) {
    if (bytes != null) {
      to.putInt(bytes.length).put(bytes);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ByteBuffer from) {
    return new String(bytes(from, from.getInt()), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ByteBuffer from, int length) {
    if (length < 0 || length > from.remaining()) {
      throw new IllegalArgumentException("a part of it has " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  private static @Nullable Long millis(Row row, @Nullable Instant instant) {
    try {
      return instant == null ? null : instant.toEpochMilli();
    } catch (ArithmeticException e) {
      throw new InvalidRequest(
          "A time of '%s', %s, is out of range; expected one within 292 million years of 1970"
              .formatted(row.id(), instant),
          row.id());
    }
  }
}

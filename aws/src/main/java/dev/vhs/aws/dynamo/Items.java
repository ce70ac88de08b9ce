package dev.vhs.aws.dynamo;

import static dev.vhs.aws.dynamo.Attributes.required;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.UnreadableRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The translation of rows into items and back.
 *
 * <p>{@code describes} is the location that an item's facts belong to. If another program has
 * pointed {@code payload} elsewhere, the two differ, and the facts about the object are left out
 * ({@link Row#pointedAt}).
 */
public final class Items {
  static final String ID = "id";
  static final String VERSION = "version";
  static final String PAYLOAD = "payload";
  static final String BUCKET = "bucket";
  static final String KEY = "key";

  /** The bucket's attribute in the first releases of the Scala client. */
  static final String NAMESPACE = "namespace";

  /** The key's attribute in the first releases of the Scala client. */
  static final String PATH = "path";

  static final String DESCRIBES = "describes";
  static final String VALUE = "value";
  static final String WRITE_ID = "writeId";
  static final String KIND = "kind";

  private static final String RECENT_WRITE_IDS = "recentWriteIds";
  private static final String SIZE = "size";
  private static final String STORED_SIZE = "storedSize";
  private static final String SHA256 = "sha256";
  private static final String CONTENT_TYPE = "contentType";
  private static final String ENCODING = "encoding";
  private static final String CREATED_AT = "createdAt";
  private static final String COMMITTED_AT = "committedAt";
  private static final String METADATA = "metadata";
  private static final String UP_TO = "upTo";
  private static final String FORMAT = "format";

  /** Our attributes except the hash key; all others belong to other programs. */
  static final List<String> OURS =
      List.of(
          VERSION,
          PAYLOAD,
          DESCRIBES,
          VALUE,
          WRITE_ID,
          KIND,
          RECENT_WRITE_IDS,
          SIZE,
          STORED_SIZE,
          SHA256,
          CONTENT_TYPE,
          ENCODING,
          CREATED_AT,
          COMMITTED_AT,
          METADATA,
          UP_TO,
          FORMAT);

  private static final int UUID_BYTES = 16;

  /** The size of the largest number (AWS, "Item sizes and formats"). */
  private static final int MAX_NUMBER_BYTES = 21;

  /** The size of a list or map beside its elements (AWS, "Item sizes and formats"). */
  private static final int CONTAINER_BYTES = 3;

  private static final HexFormat HEX = HexFormat.of();

  private Items() {}

  /**
   * Returns the size of other programs' attributes of an item, in bytes as DynamoDB counts them
   * (AWS, "Item sizes and formats"), with the largest numbers.
   */
  static long bytesOfOthers(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .filter(attribute -> !attribute.getKey().equals(ID) && !OURS.contains(attribute.getKey()))
        .mapToLong(attribute -> bytes(attribute.getKey(), attribute.getValue()))
        .sum();
  }

  private static long bytes(String name, AttributeValue value) {
    return name.getBytes(StandardCharsets.UTF_8).length + bytesOf(value);
  }

  private static long bytesOf(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s().getBytes(StandardCharsets.UTF_8).length;
      case B -> value.b().asByteArrayUnsafe().length;
      case N -> MAX_NUMBER_BYTES;
      case SS ->
          value.ss().stream().mapToLong(s -> s.getBytes(StandardCharsets.UTF_8).length).sum();
      case BS -> value.bs().stream().mapToLong(b -> b.asByteArrayUnsafe().length).sum();
      case NS -> (long) MAX_NUMBER_BYTES * value.ns().size();
      case L -> CONTAINER_BYTES + value.l().stream().mapToLong(each -> 1 + bytesOf(each)).sum();
      case M ->
          CONTAINER_BYTES
              + value.m().entrySet().stream()
                  .mapToLong(each -> 1 + bytes(each.getKey(), each.getValue()))
                  .sum();
      default -> 1;
    };
  }

  /** Returns the key of a row. */
  public static Map<String, AttributeValue> key(String id, long version, Variant variant) {
    return variant == Variant.SINGLE
        ? Map.of(ID, text(id))
        : Map.of(ID, text(id), VERSION, number(version));
  }

  /** Returns a row as an item, without attributes for what the row lacks. */
  public static Map<String, AttributeValue> of(Row row) {
    Map<String, AttributeValue> item = new HashMap<>(32);
    item.put(ID, text(row.id()));
    item.put(VERSION, number(row.version()));
    item.put(FORMAT, number(row.format()));
    Location payload = row.payload();
    if (payload != null) {
      item.put(
          PAYLOAD,
          AttributeValue.fromM(Map.of(BUCKET, text(payload.bucket()), KEY, text(payload.key()))));
      item.put(DESCRIBES, describing(payload));
    }
    Bytes value = row.value();
    if (value != null) {
      item.put(VALUE, bytes(value.unsafeArray()));
    }
    UUID writeId = row.writeId();
    if (writeId != null) {
      item.put(WRITE_ID, uuid(writeId));
    }
    if (!row.recent().equals(RecentWriteIds.NONE)) {
      item.put(RECENT_WRITE_IDS, bytes(row.recent().packed().unsafeArray()));
    }
    if (row.kind() != RowKind.VALUE) {
      item.put(KIND, text(row.kind().text()));
    }
    putTime(item, COMMITTED_AT, row.committedAt());
    if (row.upTo() != null) {
      item.put(UP_TO, number(row.upTo()));
    }
    Content content = row.content();
    if (content != null) {
      put(item, content);
    }
    return item;
  }

  private static void put(Map<String, AttributeValue> item, Content content) {
    item.put(SIZE, number(content.size()));
    item.put(STORED_SIZE, number(content.storedSize()));
    item.put(SHA256, bytes(HEX.parseHex(content.sha256())));
    item.put(CONTENT_TYPE, text(content.contentType()));
    String encoding = content.encoding();
    if (encoding != null) {
      item.put(ENCODING, text(encoding));
    }
    putTime(item, CREATED_AT, content.createdAt());
    if (!content.metadata().isEmpty()) {
      Map<String, AttributeValue> metadata = new HashMap<>();
      content.metadata().forEach((name, value) -> metadata.put(name, text(value)));
      item.put(METADATA, AttributeValue.fromM(metadata));
    }
  }

  private static void putTime(
      Map<String, AttributeValue> item, String name, @Nullable Instant time) {
    if (time != null) {
      item.put(name, number(time.toEpochMilli()));
    }
  }

  /**
   * Returns the row of an item.
   *
   * @throws StoreMismatch if its format is newer than this release
   * @throws CorruptValue if its attributes don't make a row
   */
  public static Row row(Map<String, AttributeValue> item) {
    Attributes from = new Attributes(item);
    try {
      long format = from.has(FORMAT) ? required(FORMAT, from.number(FORMAT)) : Row.FORMAT;
      if (format > Row.FORMAT) {
        throw new StoreMismatch(
            "Row %s of '%s' has format %s, and this release reads up to %s; use a newer release"
                .formatted(shown(item, VERSION), shown(item, ID), format, Row.FORMAT),
            null);
      }
      if (format < 1) {
        throw new IllegalArgumentException("its format is " + format);
      }
      return row(from, (int) format);
    } catch (IllegalArgumentException e) {
      String message =
          "The item of version %s of '%s' is damaged: %s. Another program wrote it; repair or remove it"
              .formatted(shown(item, VERSION), shown(item, ID), e.getMessage());
      Long version = versionOf(from);
      throw version == null
          ? new CorruptValue(message, shown(item, ID), null, e)
          : new CorruptValue(message, shown(item, ID), version, null, e);
    }
  }

  /** Returns the report of an item that is not a row, by the failure to read it. */
  static UnreadableRow unreadable(Map<String, AttributeValue> item, VhsException reason) {
    Location payload;
    try {
      payload = payload(new Attributes(item).map(PAYLOAD));
    } catch (IllegalArgumentException e) {
      // A payload that can't be read names no object.
      payload = null;
    }
    return new UnreadableRow(shown(item, ID), shown(item, VERSION), payload, reason);
  }

  private static Row row(Attributes from, int format) {
    Location payload = payload(from.map(PAYLOAD));
    boolean ours = payload == null || payload.toString().equals(from.text(DESCRIBES));
    String kind = ours ? from.text(KIND) : null;
    byte[] value = ours ? from.bytes(VALUE) : null;
    byte[] writeId = from.bytes(WRITE_ID);
    byte[] recent = from.bytes(RECENT_WRITE_IDS);
    return Row.builder(required(ID, from.text(ID)), required(VERSION, from.number(VERSION)))
        .kind(kind == null ? RowKind.VALUE : RowKind.of(kind))
        .payload(payload)
        .value(value == null ? null : Bytes.wrap(value))
        .content(ours ? content(from) : null)
        .writeId(writeId == null ? null : uuid(writeId))
        .recent(recent == null ? RecentWriteIds.NONE : RecentWriteIds.of(Bytes.wrap(recent)))
        .committedAt(time(from, COMMITTED_AT))
        .upTo(ours ? from.number(UP_TO) : null)
        .format(format)
        .build();
  }

  private static @Nullable Location payload(@Nullable Attributes from) {
    if (from == null) {
      return null;
    }
    boolean old = !(from.has(BUCKET) && from.has(KEY)) && from.has(NAMESPACE) && from.has(PATH);
    return old
        ? new Location(required(NAMESPACE, from.text(NAMESPACE)), required(PATH, from.text(PATH)))
        : new Location(
            required("payload.bucket", from.text(BUCKET)), required("payload.key", from.text(KEY)));
  }

  private static @Nullable Content content(Attributes from) {
    byte[] sha256 = from.bytes(SHA256);
    if (sha256 == null) {
      return null;
    }
    return Content.builder(
            required(SIZE, from.number(SIZE)),
            HEX.formatHex(sha256),
            required(CONTENT_TYPE, from.text(CONTENT_TYPE)))
        .storedSize(required(STORED_SIZE, from.number(STORED_SIZE)))
        .encoding(from.text(ENCODING))
        .createdAt(time(from, CREATED_AT))
        .metadata(metadata(from.map(METADATA)))
        .build();
  }

  private static Map<String, String> metadata(@Nullable Attributes from) {
    if (from == null) {
      return Map.of();
    }
    Map<String, String> metadata = new HashMap<>();
    for (String name : from.values().keySet()) {
      metadata.put(name, required(name, from.text(name)));
    }
    return metadata;
  }

  private static @Nullable Instant time(Attributes from, String name) {
    Long millis = from.number(name);
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  /** Returns the value of {@code describes} for a location. */
  static AttributeValue describing(Location payload) {
    return text(payload.toString());
  }

  /** Returns a text as an attribute's value. */
  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  /** Returns a number as an attribute's value. */
  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  /** Returns a UUID as an attribute's value: 16 bytes. */
  static AttributeValue uuid(UUID uuid) {
    return bytes(
        ByteBuffer.allocate(UUID_BYTES)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array());
  }

  private static UUID uuid(byte[] bytes) {
    if (bytes.length != UUID_BYTES) {
      throw new IllegalArgumentException("its writeId has " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static AttributeValue bytes(byte[] bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
  }

  private static String shown(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      return "?";
    }
    String shown = value.s() == null ? value.n() : value.s();
    return shown == null ? "?" : shown;
  }

  private static @Nullable Long versionOf(Attributes from) {
    try {
      return from.number(VERSION);
    } catch (IllegalArgumentException e) {
      // The message says already what is wrong with it.
      return null;
    }
  }
}

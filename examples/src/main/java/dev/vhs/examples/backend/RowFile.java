package dev.vhs.examples.backend;

import dev.vhs.CorruptValue;
import dev.vhs.Location;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The rows of one id as bytes: a checksum, how many there are, and each of them. */
final class RowFile {
  private RowFile() {}

  // snippet backend-rows
  static byte[] encode(Collection<Row> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0); // room for the checksum
    out.writeInt(rows.size());
    for (Row row : rows) {
      write(row, out);
    }
    byte[] encoded = bytes.toByteArray();
    ByteBuffer.wrap(encoded).putLong(checksum(encoded));
    return encoded;
  }

  static NavigableMap<Long, Row> decode(String id, byte[] encoded) {
    NavigableMap<Long, Row> rows = new TreeMap<>();
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
      if (in.readLong() != checksum(encoded)) {
        throw new IOException("its checksum is another");
      }
      for (int left = in.readInt(); left > 0; left--) {
        Row row = read(in);
        if (!row.id().equals(id)) {
          throw new IOException("a row in it is of another id");
        }
        rows.put(row.version(), row);
      }
      return rows;
    } catch (IOException | IllegalArgumentException e) {
      throw new CorruptValue("The file of '" + id + "' is damaged", id, 0, null, e);
    }
  }

  private static long checksum(byte[] encoded) {
    CRC32C checksum = new CRC32C();
    checksum.update(encoded, Long.BYTES, encoded.length - Long.BYTES);
    return checksum.getValue();
  }

  // end

  private static void write(Row row, DataOutputStream out) throws IOException {
    out.writeUTF(row.id());
    out.writeLong(row.version());
    out.writeUTF(row.kind().name());
    writeText(row.payload() == null ? null : row.payload().bucket(), out);
    writeText(row.payload() == null ? null : row.payload().key(), out);
    writeBytes(row.value(), out);
    writeContent(row.content(), out);
    writeText(row.writeId() == null ? null : row.writeId().toString(), out);
    writeBytes(row.recent().packed(), out);
    writeTime(row.committedAt(), out);
    writeText(row.upTo() == null ? null : row.upTo().toString(), out);
    out.writeInt(row.format());
  }

  private static Row read(DataInputStream in) throws IOException {
    String id = in.readUTF();
    long version = in.readLong();
    RowKind kind = RowKind.valueOf(in.readUTF());
    String bucket = readText(in);
    String key = readText(in);
    Bytes value = readBytes(in);
    Content content = readContent(in);
    String writeId = readText(in);
    Bytes recent = readBytes(in);
    Instant committedAt = readTime(in);
    String upTo = readText(in);
    return Row.builder(id, version)
        .kind(kind)
        .payload(bucket == null || key == null ? null : new Location(bucket, key))
        .value(value)
        .content(content)
        .writeId(writeId == null ? null : UUID.fromString(writeId))
        .recent(recent == null ? RecentWriteIds.NONE : RecentWriteIds.of(recent))
        .committedAt(committedAt)
        .upTo(upTo == null ? null : Long.valueOf(upTo))
        .format(in.readInt())
        .build();
  }

  private static void writeContent(@Nullable Content content, DataOutputStream out)
      throws IOException {
    out.writeBoolean(content != null);
    if (content == null) {
      return;
    }
    out.writeLong(content.size());
    out.writeLong(content.storedSize());
    out.writeUTF(content.sha256());
    out.writeUTF(content.contentType());
    writeText(content.encoding(), out);
    writeTime(content.createdAt(), out);
    out.writeInt(content.metadata().size());
    for (Map.Entry<String, String> entry : content.metadata().entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue());
    }
  }

  private static @Nullable Content readContent(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    long size = in.readLong();
    long storedSize = in.readLong();
    String sha256 = in.readUTF();
    String contentType = in.readUTF();
    String encoding = readText(in);
    Instant createdAt = readTime(in);
    Map<String, String> metadata = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      metadata.put(in.readUTF(), in.readUTF());
    }
    return Content.builder(size, sha256, contentType)
        .storedSize(storedSize)
        .encoding(encoding)
        .createdAt(createdAt)
        .metadata(metadata)
        .build();
  }

  private static void writeText(@Nullable String text, DataOutputStream out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static @Nullable String readText(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  private static void writeBytes(@Nullable Bytes bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.size());
    if (bytes != null) {
      out.write(bytes.toArray());
    }
  }

  private static @Nullable Bytes readBytes(DataInputStream in) throws IOException {
    int size = in.readInt();
    return size < 0 ? null : Bytes.wrap(in.readNBytes(size));
  }

  private static void writeTime(@Nullable Instant time, DataOutputStream out) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
    }
  }

  private static @Nullable Instant readTime(DataInputStream in) throws IOException {
    return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
  }
}

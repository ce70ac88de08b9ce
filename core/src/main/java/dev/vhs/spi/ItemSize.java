package dev.vhs.spi;

import dev.vhs.Location;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The size of a row as an item of DynamoDB (AWS, "DynamoDB item sizes and formats"): the UTF-8
 * bytes of attribute names and texts, the bytes of binaries, 11 for a number of up to 19 digits,
 * and for a map 3 and 1 for each entry. All backends take this measure, so that the same values are
 * inline on each.
 */
public final class ItemSize {
  private static final int NUMBER_BYTES = 11;
  private static final int MAP_BYTES = 3;
  private static final int MAP_ENTRY_BYTES = 1;

  private ItemSize() {}

  /** Returns the size of a row as an item, in bytes: never less than DynamoDB counts. */
  public static long of(Row row) {
    long bytes =
        named("id", utf8(row.id()))
            + named("version", NUMBER_BYTES)
            + named("format", NUMBER_BYTES);
    Location payload = row.payload();
    if (payload != null) {
      bytes +=
          named(
              "payload",
              MAP_BYTES
                  + named("bucket", utf8(payload.bucket()) + MAP_ENTRY_BYTES)
                  + named("key", utf8(payload.key()) + MAP_ENTRY_BYTES));
      bytes += named("describes", utf8(payload.toString()));
    }
    Bytes value = row.value();
    bytes += value == null ? 0 : named("value", value.size());
    bytes += row.writeId() == null ? 0 : named("writeId", 16);
    bytes +=
        row.recent().equals(RecentWriteIds.NONE)
            ? 0
            : named("recentWriteIds", RecentWriteIds.CAPACITY * RecentWriteIds.BYTES_EACH);
    bytes += row.committedAt() == null ? 0 : named("committedAt", NUMBER_BYTES);
    bytes += row.upTo() == null ? 0 : named("upTo", NUMBER_BYTES);
    bytes += row.kind() == RowKind.VALUE ? 0 : named("kind", utf8(row.kind().text()));
    return bytes + of(row.content());
  }

  /** Returns the size of metadata as the content of a map attribute, in bytes. */
  public static long of(Map<String, String> metadata) {
    long bytes = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      bytes += named(entry.getKey(), utf8(entry.getValue()) + MAP_ENTRY_BYTES);
    }
    return bytes;
  }

  private static long of(@Nullable Content content) {
    if (content == null) {
      return 0;
    }
    long bytes =
        named("size", NUMBER_BYTES) + named("storedSize", NUMBER_BYTES) + named("sha256", 32);
    bytes += named("contentType", utf8(content.contentType()));
    bytes += content.encoding() == null ? 0 : named("encoding", utf8(content.encoding()));
    bytes += content.createdAt() == null ? 0 : named("createdAt", NUMBER_BYTES);
    bytes +=
        content.metadata().isEmpty() ? 0 : named("metadata", MAP_BYTES + of(content.metadata()));
    return bytes;
  }

  private static long named(String name, long bytes) {
    return utf8(name) + bytes;
  }

  private static long utf8(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return text.length();
  }
}

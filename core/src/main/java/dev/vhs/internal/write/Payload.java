package dev.vhs.internal.write;

import dev.vhs.Location;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The content of a next version, whatever its number.
 *
 * @param writeId the write
 * @param kind a value or a tombstone
 * @param location where the object is
 * @param inline the inline value, encoded
 * @param content the facts of the value
 * @param uploadedFrom when the upload of the object began, by the index's clock; null where nothing
 *     was uploaded
 */
record Payload(
    UUID writeId,
    RowKind kind,
    @Nullable Location location,
    @Nullable Bytes inline,
    @Nullable Content content,
    @Nullable Instant uploadedFrom) {
  /** Returns a tombstone without data. */
  static Payload tombstone(UUID writeId) {
    return new Payload(writeId, RowKind.TOMBSTONE, null, null, null, null);
  }

  /** Returns the value of another row, with content that may differ in its metadata. */
  static Payload sharing(Row row, RowKind kind, @Nullable Content content, UUID writeId) {
    return new Payload(writeId, kind, row.payload(), row.value(), content, null);
  }

  /** Returns the row that makes it a version. */
  Row row(String id, long version, Instant committedAt) {
    return Row.builder(id, version)
        .kind(kind)
        .payload(location)
        .value(inline)
        .content(content)
        .writeId(writeId)
        .committedAt(committedAt)
        .build();
  }
}

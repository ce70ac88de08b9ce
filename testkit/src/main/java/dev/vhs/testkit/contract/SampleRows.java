package dev.vhs.testkit.contract;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The rows to try an index with. */
final class SampleRows {
  static final Instant MADE = Instant.parse("2026-02-03T04:05:06.789Z");
  static final Instant COMMITTED = Instant.parse("2026-02-03T04:05:07.001Z");

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;
  private static final AtomicLong WRITES = new AtomicLong();

  private SampleRows() {}

  /** Returns a write id that no other write has, shortened ones included. */
  static UUID writeId() {
    long number = WRITES.incrementAndGet();
    return new UUID(COMMITTED.toEpochMilli() << 16 | VERSION_7, VARIANT_RFC | number << 32);
  }

  static Location location(String id, UUID writeId) {
    return new Location("bucket", "prefix/" + Integer.toHexString(id.hashCode()) + "/" + writeId);
  }

  static Content content(long size) {
    return Content.builder(size, "0123456789abcdef".repeat(4), "text/plain")
        .createdAt(MADE)
        .build();
  }

  /** Returns a value in an object, from a write of its own. */
  static Row pointer(String id, long version) {
    return pointer(id, version, writeId());
  }

  static Row pointer(String id, long version, UUID writeId) {
    return Row.pointer(id, version, location(id, writeId), content(12), writeId, COMMITTED);
  }

  /** Returns a value of a number of bytes in the row itself. */
  static Row inline(String id, long version, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31L + version);
    }
    return Row.inline(id, version, Bytes.wrap(bytes), content(size), writeId(), COMMITTED);
  }

  /** Returns one row of each kind and shape that an index of that variant has to keep. */
  static List<Row> ofEveryShape(Variant variant) {
    Row pointer = pointer("id", 7);
    Row inline = inline("id", 7, 300);
    Content rich =
        Content.builder(123_456_789_012L, "f".repeat(64), "application/json; charset=\"utf-8\"")
            .storedSize(98_765L)
            .encoding("zstd")
            .createdAt(MADE)
            .metadata(
                Map.of(
                    "name",
                    "",
                    "Name",
                    "two words",
                    "n\u00E4me",
                    "v\u00E4l\n\uD83D\uDE00",
                    "a.b/c",
                    "%"))
            .build();
    Content bare = Content.builder(0, "0".repeat(64), "x/y").build();
    List<Row> rows = new ArrayList<>();
    rows.add(pointer);
    rows.add(inline);
    rows.add(with(pointer, rich, COMMITTED));
    rows.add(with(inline, rich, COMMITTED));
    rows.add(with(pointer, bare, COMMITTED));
    rows.add(with(pointer, null, COMMITTED));
    rows.add(with(pointer, content(1), null));
    rows.add(inline("id", 7, 0));
    rows.add(inline("id", 0, 1));
    rows.add(
        Row.pointer(
            "id", 7, new Location("", "k"), content(1), writeId(), Instant.ofEpochMilli(0)));
    rows.add(Row.tombstone("id", 7, writeId(), COMMITTED));
    rows.add(pointer.marker());
    rows.add(Row.filler("id", 7, 8, writeId(), COMMITTED));
    rows.add(Row.filler("id", 7, Long.MAX_VALUE, writeId(), COMMITTED).marker());
    rows.add(pointer("id", (1L << 53) + 1));
    rows.add(pointer("id", Long.MAX_VALUE));
    rows.add(store(rich));
    if (variant == Variant.SINGLE) {
      rows.add(recent(pointer, 1));
      rows.add(recent(inline, RecentWriteIds.CAPACITY));
      rows.add(recent(tombstoneKeeping(pointer), 3));
      rows.add(recent(tombstoneKeeping(inline), 3));
    }
    return rows;
  }

  /** Returns a single-version tombstone that keeps what its predecessor named. */
  static Row tombstoneKeeping(Row value) {
    return value.toBuilder()
        .version(value.version() + 1)
        .kind(RowKind.TOMBSTONE)
        .writeId(writeId())
        .committedAt(COMMITTED)
        .upTo(null)
        .format(Row.FORMAT)
        .build();
  }

  private static Row recent(Row row, int writes) {
    RecentWriteIds recent = RecentWriteIds.NONE;
    for (int i = 1; i < writes; i++) {
      recent = recent.prepend(writeId());
    }
    UUID own = row.writeId();
    return row.withRecent(recent.prepend(own == null ? writeId() : own));
  }

  private static Row with(Row row, @Nullable Content content, @Nullable Instant committedAt) {
    return row.toBuilder().content(content).writeId(writeId()).committedAt(committedAt).build();
  }

  private static Row store(Content content) {
    return Row.builder(IdShapes.STORE_ROW, 0)
        .kind(RowKind.STORE)
        .content(content)
        .writeId(writeId())
        .committedAt(COMMITTED)
        .build();
  }

  static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}

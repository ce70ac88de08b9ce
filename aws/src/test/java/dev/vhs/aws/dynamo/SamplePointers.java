package dev.vhs.aws.dynamo;

import dev.vhs.Location;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Content;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Sample rows and commits for tests of a table. */
final class SamplePointers {
  static final RequestContext CALL = RequestContext.unlimited();
  static final Location ELSEWHERE = new Location("their-bucket", "by/hand");

  private SamplePointers() {}

  static Content content(long size) {
    return Content.builder(size, "ab".repeat(32), "text/plain")
        .createdAt(Instant.ofEpochMilli(1))
        .metadata(Map.of("by", "a"))
        .build();
  }

  /** Returns a row whose value is in an object, with a new write id. */
  static Row pointer(String id, long version) {
    UUID writeId = UUID.randomUUID();
    return Row.pointer(
        id,
        version,
        new Location("bucket", "prefix/" + writeId),
        content(12),
        writeId,
        Instant.ofEpochMilli(1_700_000_000_000L));
  }

  /** Returns a row that has its value inline, with a new write id. */
  static Row inline(String id, long version, int bytes) {
    return Row.inline(
        id,
        version,
        Bytes.wrap(new byte[bytes]),
        content(bytes),
        UUID.randomUUID(),
        Instant.ofEpochMilli(1_700_000_000_000L));
  }

  /** Returns a filler and its version. */
  static List<Row> pair(String id, long fillerAt, long version) {
    Row row = pointer(id, version);
    UUID writeId = Objects.requireNonNull(row.writeId());
    return List.of(
        Row.filler(id, fillerAt, version, writeId, Instant.ofEpochMilli(1_700_000_000_000L)), row);
  }

  /** Returns a row that remembers its own write and those of the row before it. */
  static Row after(Row before, Row row) {
    RecentWriteIds recent = before.recent();
    return row.withRecent(recent.prepend(Objects.requireNonNull(row.writeId())));
  }

  static Commit absent(Row... rows) {
    return Commit.of(List.of(rows), inAnHour());
  }

  static Commit absent(List<Row> rows) {
    return Commit.of(rows, inAnHour());
  }

  static Commit replacing(Row read, Row row) {
    return Commit.builder(List.of(row), inAnHour()).replaces(read).build();
  }

  static Commit standing(Row standing, Row row) {
    return Commit.builder(List.of(row), inAnHour()).standing(standing).build();
  }

  static Instant inAnHour() {
    return Instant.now().plus(Duration.ofHours(1));
  }
}

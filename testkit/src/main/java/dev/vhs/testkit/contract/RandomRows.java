package dev.vhs.testkit.contract;

import dev.vhs.Location;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Content;
import dev.vhs.spi.RecentWriteIds;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The random rows of every shape that a store writes or finds. */
public final class RandomRows {
  private static final List<RowKind> KINDS = List.of(RowKind.values());
  private static final String CHARACTERS = "aZ09/.%~-_ :\"'\\{}é😀\u0301";
  private static final int MAX_TEXT = 12;
  private static final int MAX_BYTES = 200;
  private static final int SHA256_BYTES = 32;

  private final RandomGenerator random;

  private RandomRows(RandomGenerator random) {
    this.random = random;
  }

  /** Returns a row such as a store may hold; the same random numbers give the same row. */
  public static Row row(RandomGenerator random) {
    return new RandomRows(random).row();
  }

  private Row row() {
    String id = "i" + text();
    long version = number() >>> 1;
    if (random.nextInt(6) == 0) {
      return Row.foreign(id, version, location());
    }
    RowKind kind = KINDS.get(random.nextInt(KINDS.size()));
    boolean hasData = kind == RowKind.VALUE || (kind == RowKind.TOMBSTONE && random.nextBoolean());
    boolean inline = hasData && random.nextBoolean();
    boolean filling =
        version < Long.MAX_VALUE
            && (kind == RowKind.FILLER || (kind == RowKind.MARKER && random.nextBoolean()));
    return Row.builder(id, version)
        .kind(kind)
        .payload(hasData && !inline ? location() : null)
        .value(inline ? Bytes.wrap(bytes(random.nextInt(MAX_BYTES))) : null)
        .content(hasData || kind == RowKind.STORE ? content() : null)
        .writeId(new UUID(number(), number()))
        .recent(recent())
        .committedAt(random.nextInt(8) == 0 ? null : instant())
        .upTo(filling ? version + 1 + random.nextLong(Long.MAX_VALUE - version) : null)
        .build();
  }

  private Content content() {
    Map<String, String> metadata = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      metadata.put("m" + text(), text());
    }
    return Content.builder(
            number() >>> 1,
            HexFormat.of().formatHex(bytes(SHA256_BYTES)),
            "text/" + random.nextInt(9))
        .encoding(random.nextBoolean() ? "zstd" : null)
        .createdAt(random.nextBoolean() ? instant() : null)
        .metadata(metadata)
        .build();
  }

  private RecentWriteIds recent() {
    RecentWriteIds recent = RecentWriteIds.NONE;
    for (int i = random.nextInt(RecentWriteIds.CAPACITY + 2); i > 0; i--) {
      recent = recent.prepend(new UUID(number(), number()));
    }
    return recent;
  }

  private Location location() {
    return new Location(random.nextBoolean() ? "bucket" : "other-bucket", "k" + text());
  }

  /** Returns a number of any order of magnitude. */
  private long number() {
    return random.nextLong() >>> random.nextInt(Long.SIZE);
  }

  private Instant instant() {
    return Instant.ofEpochMilli(random.nextLong() >> (10 + random.nextInt(40)));
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private String text() {
    int[] characters = CHARACTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(MAX_TEXT); i > 0; i--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  /**
   * Returns the fault of a row that an index made of what it found, if a caller could not go on
   * with it.
   *
   * @return the fault in words; null if there is none
   */
  public static @Nullable String fault(Row row) {
    if (row.version() < 0) {
      return "a negative version";
    }
    if (row.format() != Row.FORMAT) {
      return "format " + row.format();
    }
    Content content = row.content();
    if (content != null && (content.size() < 0 || content.contentType() == null)) {
      return "facts that can't be: " + content;
    }
    return null;
  }
}

package dev.vhs;

import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one version without its bytes: what a write returns, and what {@code info} and
 * {@code history} show. Immutable.
 *
 * <p>VersionInfo that came from a write or from a consistent read of the newest version can be
 * handed to {@code replace}: they remember what was read, and when. Versions that another program
 * wrote have a location and little else.
 */
public final class VersionInfo {
  /** What a version is. */
  public enum Kind {
    /** It has a value. */
    VALUE("value"),
    /** It says that the id was deleted. */
    TOMBSTONE("tombstone");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The kind in lower case, as the command line prints it. */
    public String text() {
      return text;
    }
  }

  private final Row row;
  private final @Nullable Instant newestAt;

  private VersionInfo(Row row, @Nullable Instant newestAt) {
    this.row = row;
    this.newestAt = newestAt;
  }

  /**
   * The facts of a row; for the engine and for tests.
   *
   * @param row a value or a tombstone
   * @param newestAt the moment, by the index's clock, before which a consistent read was begun that
   *     showed this row as the newest; null where it may not have been
   */
  public static VersionInfo of(Row row, @Nullable Instant newestAt) {
    if (row.kind() != RowKind.VALUE && row.kind() != RowKind.TOMBSTONE) {
      throw new IllegalArgumentException("a " + row.kind().text() + " is no version");
    }
    return new VersionInfo(row, newestAt);
  }

  /** The user's name of the thing. */
  public String id() {
    return row.id();
  }

  /** 0 or more; higher is newer. */
  public long version() {
    return row.version();
  }

  /** Whether it is a value or a deletion. */
  public Kind kind() {
    return row.kind() == RowKind.VALUE ? Kind.VALUE : Kind.TOMBSTONE;
  }

  /** Whether it is a deletion. */
  public boolean isDeleted() {
    return kind() == Kind.TOMBSTONE;
  }

  /** The value's length in bytes; -1 where the row doesn't say, and 0 of a deletion. */
  public long size() {
    Content content = row.content();
    return isDeleted() ? 0 : content == null ? -1 : content.size();
  }

  /**
   * The length in bytes as stored, after encoding; -1 where the row doesn't say, and 0 of a
   * deletion.
   */
  public long storedSize() {
    Content content = row.content();
    return isDeleted() ? 0 : content == null ? -1 : content.storedSize();
  }

  /** The SHA-256 of the value's bytes, in 64 lower-case hex digits. */
  public Optional<String> sha256() {
    return content().map(Content::sha256);
  }

  /** The value's media type. */
  public Optional<String> contentType() {
    return content().map(Content::contentType);
  }

  /** How the bytes are encoded where they are stored: {@code zstd}, or empty for not at all. */
  public Optional<String> encoding() {
    return content().flatMap(content -> Optional.ofNullable(content.encoding()));
  }

  /** When the value was made. */
  public Optional<Instant> createdAt() {
    return content().flatMap(content -> Optional.ofNullable(content.createdAt()));
  }

  /** When this version was committed, by the index's clock. */
  public Optional<Instant> committedAt() {
    return Optional.ofNullable(row.committedAt());
  }

  /** The user's own names and values. */
  public Map<String, String> metadata() {
    return content().map(Content::metadata).orElse(Map.of());
  }

  /** Where the object is; empty for an inline value. */
  public Optional<Location> location() {
    return isDeleted() ? Optional.empty() : Optional.ofNullable(row.payload());
  }

  /** The write that made this version; empty where another program did. */
  public Optional<UUID> writeId() {
    return Optional.ofNullable(row.writeId());
  }

  /** The pointer itself, as a backend sees it. */
  public Row row() {
    return row;
  }

  /**
   * When a consistent read showed this as the newest version, by the index's clock; empty where
   * none did.
   */
  public Optional<Instant> newestAt() {
    return Optional.ofNullable(newestAt);
  }

  private Optional<Content> content() {
    return isDeleted() ? Optional.empty() : Optional.ofNullable(row.content());
  }

  /** Whether both are of the same row; when each was read doesn't matter. */
  @Override
  public boolean equals(Object other) {
    return other instanceof VersionInfo info && row.equals(info.row);
  }

  @Override
  public int hashCode() {
    return Objects.hash(row.id(), row.version(), row.writeId());
  }

  @Override
  public String toString() {
    return "'"
        + id()
        + "' v"
        + version()
        + (isDeleted() ? " (deleted)" : " (" + size() + " bytes)");
  }
}

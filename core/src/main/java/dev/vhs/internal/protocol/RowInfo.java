package dev.vhs.internal.protocol;

import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.VersionInfo;
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
 * The facts of a version as its row states them: the only implementation of {@link VersionInfo}.
 */
public final class RowInfo implements VersionInfo {
  private final Row row;
  private final @Nullable Instant newestAt;

  private RowInfo(Row row, @Nullable Instant newestAt) {
    this.row = row;
    this.newestAt = newestAt;
  }

  /**
   * Returns the facts of a row.
   *
   * @param row a value or a tombstone
   * @param newestAt a moment, by the index's clock, just before a consistent read that showed this
   *     row as the newest; null where no read did
   */
  public static RowInfo of(Row row, @Nullable Instant newestAt) {
    if (row.kind() != RowKind.VALUE && row.kind() != RowKind.TOMBSTONE) {
      throw new IllegalArgumentException("a " + row.kind().text() + " is no version");
    }
    // Facts are kept for long, and in great numbers, without the bytes.
    Row facts = row.value() == null ? row : row.toBuilder().value(null).build();
    return new RowInfo(facts, newestAt);
  }

  /**
   * Returns the facts that an application hands back, as this class.
   *
   * @throws InvalidRequest if they are an implementation of the application's own
   */
  public static RowInfo from(VersionInfo info) {
    if (info instanceof RowInfo known) {
      return known;
    }
    throw new InvalidRequest(
        "VersionInfo of type '"
            + info.getClass().getName()
            + "' was not made by a store; expected one that a read or a write returned");
  }

  /** Returns the row, without its inline value. */
  public Row row() {
    return row;
  }

  /**
   * Returns the moment, by the index's clock, just before a consistent read that showed the row as
   * the newest; null where no read did.
   */
  public @Nullable Instant newestAt() {
    return newestAt;
  }

  @Override
  public String id() {
    return row.id();
  }

  @Override
  public long version() {
    return row.version();
  }

  @Override
  public Kind kind() {
    return row.kind() == RowKind.VALUE ? Kind.VALUE : Kind.TOMBSTONE;
  }

  @Override
  public boolean isDeleted() {
    return kind() == Kind.TOMBSTONE;
  }

  @Override
  public long size() {
    Content content = row.content();
    return isDeleted() ? 0 : content == null ? -1 : content.size();
  }

  @Override
  public long storedSize() {
    Content content = row.content();
    return isDeleted() ? 0 : content == null ? -1 : content.storedSize();
  }

  @Override
  public Optional<String> sha256() {
    return content().map(Content::sha256);
  }

  @Override
  public Optional<String> contentType() {
    return content().map(Content::contentType);
  }

  @Override
  public Optional<String> encoding() {
    return content().flatMap(content -> Optional.ofNullable(content.encoding()));
  }

  @Override
  public Optional<Instant> createdAt() {
    return content().flatMap(content -> Optional.ofNullable(content.createdAt()));
  }

  @Override
  public Optional<Instant> committedAt() {
    return Optional.ofNullable(row.committedAt());
  }

  @Override
  public Map<String, String> metadata() {
    return content().map(Content::metadata).orElse(Map.of());
  }

  @Override
  public Optional<Location> location() {
    return isDeleted() ? Optional.empty() : Optional.ofNullable(row.payload());
  }

  @Override
  public Optional<UUID> writeId() {
    return Optional.ofNullable(row.writeId());
  }

  /**
   * Returns the facts of the value. A single-version tombstone keeps those of the value that it
   * replaced, which are not its own.
   */
  private Optional<Content> content() {
    return isDeleted() ? Optional.empty() : Optional.ofNullable(row.content());
  }

  /** Returns whether both are of the same row, no matter when each was read. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowInfo info && row.equals(info.row);
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

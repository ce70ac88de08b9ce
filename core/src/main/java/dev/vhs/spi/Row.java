package dev.vhs.spi;

import dev.vhs.Location;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pointer: one row of an index. Immutable; attributes may be added.
 *
 * <p>A value row has exactly one of {@code payload} and {@code value}. Fillers, markers and the
 * store row have neither. A tombstone has neither, except that a single-version one keeps its
 * predecessor's for the grace period. A row that another program wrote may have no write id, no
 * content and no time of commit.
 *
 * <p>Where a row's {@code payload} has come to name another object than the one that the store
 * wrote (a program that updates rows by hand), the index must leave out {@code content} and {@code
 * value} and give the kind as {@link RowKind#VALUE}: they describe another object. {@link
 * #pointedAt} does so.
 */
public final class Row {
  /** The item format that this release writes, and the highest that it reads. */
  public static final int FORMAT = 1;

  /** The id of the row that holds the store's identity; no user's id has a control character. */
  public static final String STORE_ID = "\u0001vhs-store";

  /**
   * The id of the row that counts up with an object of the object store, so that an index that was
   * set back is recognised.
   */
  public static final String WITNESS_ID = "\u0001vhs-witness";

  private final String id;
  private final long version;
  private final RowKind kind;
  private final @Nullable Location payload;
  private final @Nullable Bytes value;
  private final @Nullable Content content;
  private final @Nullable UUID writeId;
  private final RecentWriteIds recent;
  private final @Nullable Instant committedAt;
  private final @Nullable Long upTo;
  private final int format;

  private Row(Builder from) {
    this.id = from.id;
    this.version = from.version;
    this.kind = from.kind;
    this.payload = from.payload;
    this.value = from.value;
    this.content = from.content;
    this.writeId = from.writeId;
    this.recent = from.recent;
    this.committedAt = from.committedAt;
    this.upTo = from.upTo;
    this.format = from.format;
    if (version < 0) {
      throw new IllegalArgumentException("version " + version + " of '" + id + "' is negative");
    }
    if (upTo != null && upTo <= version) {
      throw new IllegalArgumentException(
          "upTo " + upTo + " of '" + id + "' is not above version " + version);
    }
  }

  /**
   * Returns a builder of a row.
   *
   * @param id the id
   * @param version the version, 0 or more
   */
  public static Builder builder(String id, long version) {
    return new Builder(id, version);
  }

  /** Returns a value row whose bytes are in an object. */
  public static Row pointer(
      String id,
      long version,
      Location payload,
      Content content,
      UUID writeId,
      Instant committedAt) {
    return builder(id, version)
        .payload(payload)
        .content(content)
        .writeId(writeId)
        .committedAt(committedAt)
        .build();
  }

  /** Returns a value row that carries its bytes. */
  public static Row inline(
      String id, long version, Bytes value, Content content, UUID writeId, Instant committedAt) {
    return builder(id, version)
        .value(value)
        .content(content)
        .writeId(writeId)
        .committedAt(committedAt)
        .build();
  }

  /** Returns a tombstone without data. */
  public static Row tombstone(String id, long version, UUID writeId, Instant committedAt) {
    return builder(id, version)
        .kind(RowKind.TOMBSTONE)
        .writeId(writeId)
        .committedAt(committedAt)
        .build();
  }

  /** Returns the filler at {@code version} of a write of version {@code upTo}. */
  public static Row filler(String id, long version, long upTo, UUID writeId, Instant committedAt) {
    return builder(id, version)
        .kind(RowKind.FILLER)
        .writeId(writeId)
        .committedAt(committedAt)
        .upTo(upTo)
        .build();
  }

  /**
   * Returns a row as a program writes it that knows only {@code id}, {@code version} and {@code
   * payload}.
   */
  public static Row foreign(String id, long version, Location payload) {
    return builder(id, version).payload(payload).build();
  }

  /** Returns a builder that has the attributes of this row, to change some of them. */
  public Builder toBuilder() {
    Builder builder = new Builder(id, version);
    builder.kind = kind;
    builder.payload = payload;
    builder.value = value;
    builder.content = content;
    builder.writeId = writeId;
    builder.recent = recent;
    builder.committedAt = committedAt;
    builder.upTo = upTo;
    builder.format = format;
    return builder;
  }

  /** Returns the id, the user's name of the thing. */
  public String id() {
    return id;
  }

  /** Returns the version: 0 or more. */
  public long version() {
    return version;
  }

  /** Returns the kind of the row. */
  public RowKind kind() {
    return kind;
  }

  /** Returns the place of the value's object; null where there is none. */
  public @Nullable Location payload() {
    return payload;
  }

  /** Returns the inline value, as encoded; null where there is none. */
  public @Nullable Bytes value() {
    return value;
  }

  /** Returns the facts of the value; null where the row does not state them. */
  public @Nullable Content content() {
    return content;
  }

  /**
   * Returns the id of the write that made the row, a UUIDv7; null where another program made it.
   */
  public @Nullable UUID writeId() {
    return writeId;
  }

  /** Returns the last sixteen writes of a single-version row, its own included. */
  public RecentWriteIds recent() {
    return recent;
  }

  /**
   * Returns the moment when the commit was built, by the index's clock: the row's age. Null where
   * another program wrote the row.
   */
  public @Nullable Instant committedAt() {
    return committedAt;
  }

  /** Returns the version that a filler was written with; null for other rows. */
  public @Nullable Long upTo() {
    return upTo;
  }

  /** Returns the format of the item; {@value #FORMAT} is the only one so far. */
  public int format() {
    return format;
  }

  /**
   * Returns the rest that stays of this row when it is retired: its age, its write id and its
   * {@code upTo}, without data.
   */
  public Row marker() {
    return toBuilder().kind(RowKind.MARKER).payload(null).value(null).content(null).build();
  }

  /** Returns this tombstone without the data of its predecessor. */
  public Row bare() {
    return toBuilder().payload(null).value(null).content(null).build();
  }

  /** Returns this row remembering those writes. */
  public Row withRecent(RecentWriteIds writes) {
    return toBuilder().recent(writes).build();
  }

  /**
   * Returns this row as another program leaves it that sets {@code version} and {@code payload} by
   * hand.
   */
  public Row pointedAt(long otherVersion, Location otherPayload) {
    Builder pointed =
        builder(id, otherVersion)
            .payload(otherPayload)
            .writeId(writeId)
            .recent(recent)
            .committedAt(committedAt)
            .format(format);
    return otherPayload.equals(payload)
        ? pointed.kind(kind).value(value).content(content).upTo(upTo).build()
        : pointed.build();
  }

  /**
   * Returns whether version, payload and write id are those of another row, which is what a
   * conditional write compares.
   */
  public boolean standsAs(Row read) {
    return version == read.version
        && Objects.equals(payload, read.payload)
        && Objects.equals(writeId, read.writeId);
  }

  /**
   * Returns whether this row still is that value: neither deleted nor retired, and of the same
   * write id, or where there is none of the same payload.
   */
  public boolean stillHolds(Row read) {
    return kind == RowKind.VALUE
        && Objects.equals(writeId, read.writeId)
        && (writeId != null || Objects.equals(payload, read.payload));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row that
        && id.equals(that.id)
        && version == that.version
        && kind.equals(that.kind)
        && Objects.equals(payload, that.payload)
        && Objects.equals(value, that.value)
        && Objects.equals(content, that.content)
        && Objects.equals(writeId, that.writeId)
        && recent.equals(that.recent)
        && Objects.equals(committedAt, that.committedAt)
        && Objects.equals(upTo, that.upTo)
        && format == that.format;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, version, kind, payload, writeId);
  }

  @Override
  public String toString() {
    return "Row[id="
        + id
        + ", version="
        + version
        + ", kind="
        + kind
        + ", payload="
        + payload
        + ", value="
        + value
        + ", content="
        + content
        + ", writeId="
        + writeId
        + ", recent="
        + recent
        + ", committedAt="
        + committedAt
        + ", upTo="
        + upTo
        + ", format="
        + format
        + "]";
  }

  /** The builder of a row. For use by one thread. */
  public static final class Builder {
    private String id;
    private long version;
    private RowKind kind = RowKind.VALUE;
    private @Nullable Location payload;
    private @Nullable Bytes value;
    private @Nullable Content content;
    private @Nullable UUID writeId;
    private RecentWriteIds recent = RecentWriteIds.NONE;
    private @Nullable Instant committedAt;
    private @Nullable Long upTo;
    private int format = FORMAT;

    private Builder(String id, long version) {
      this.id = Objects.requireNonNull(id, "id");
      this.version = version;
    }

    /** Sets the id. */
    public Builder id(String value) {
      this.id = Objects.requireNonNull(value, "id");
      return this;
    }

    /** Sets the version: 0 or more. */
    public Builder version(long value) {
      this.version = value;
      return this;
    }

    /** Sets the kind of the row. Default: {@link RowKind#VALUE}. */
    public Builder kind(RowKind value) {
      this.kind = Objects.requireNonNull(value, "kind");
      return this;
    }

    /** Sets the place of the value's object. Default: null. */
    public Builder payload(@Nullable Location value) {
      this.payload = value;
      return this;
    }

    /** Sets the inline value, as encoded. Default: null. */
    public Builder value(@Nullable Bytes value) {
      this.value = value;
      return this;
    }

    /** Sets the facts of the value. Default: null. */
    public Builder content(@Nullable Content value) {
      this.content = value;
      return this;
    }

    /** Sets the id of the write that makes the row, a UUIDv7. Default: null. */
    public Builder writeId(@Nullable UUID value) {
      this.writeId = value;
      return this;
    }

    /** Sets the last sixteen writes of a single-version row, its own included. Default: none. */
    public Builder recent(RecentWriteIds value) {
      this.recent = Objects.requireNonNull(value, "recent");
      return this;
    }

    /** Sets the moment when the commit was built, by the index's clock. Default: null. */
    public Builder committedAt(@Nullable Instant value) {
      this.committedAt = value;
      return this;
    }

    /** Sets the version that a filler is written with. Default: null. */
    public Builder upTo(@Nullable Long value) {
      this.upTo = value;
      return this;
    }

    /** Sets the format of the item. Default: {@link #FORMAT}. */
    public Builder format(int value) {
      this.format = value;
      return this;
    }

    /**
     * Returns what was set, as one immutable value.
     *
     * @throws IllegalArgumentException if the version is negative, or {@code upTo} is not above it
     */
    public Row build() {
      return new Row(this);
    }
  }
}

package dev.vhs.spi;

import dev.vhs.Location;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pointer: one row of an index, immutable.
 *
 * <p>Of {@code payload} and {@code value} a value row has exactly one; fillers, markers and the
 * store row have neither; a tombstone has neither, except that a single-version one keeps its
 * predecessor's for the grace period. A row that another program wrote may have no write id, no
 * content and no time of commit.
 *
 * <p>Where a row's {@code payload} has come to name another object than the one that the store
 * wrote (a program that updates rows by hand), the index must leave out {@code content} and {@code
 * value} and give the kind as {@link RowKind#VALUE}: they describe another object. {@link
 * #pointedAt} does so.
 *
 * @param id the user's name of the thing
 * @param version 0 or more
 * @param kind what the row stands for
 * @param payload where the object is
 * @param value the inline value, as encoded
 * @param content the facts of the value
 * @param writeId the write that made the row, a UUIDv7
 * @param recent in the single-version variant the last sixteen writes, this one included
 * @param committedAt when the commit was built, by the index's clock: the row's age
 * @param upTo the version that a filler was written with
 * @param format the item format; {@value #FORMAT} is the only one so far
 */
public record Row(
    String id,
    long version,
    RowKind kind,
    @Nullable Location payload,
    @Nullable Bytes value,
    @Nullable Content content,
    @Nullable UUID writeId,
    RecentWriteIds recent,
    @Nullable Instant committedAt,
    @Nullable Long upTo,
    int format) {
  /** The item format that this release writes, and the highest that it reads. */
  public static final int FORMAT = 1;

  /** The id of the row that holds the store's identity; no user's id has a control character. */
  public static final String STORE_ID = "\u0001vhs-store";

  public Row {
    Objects.requireNonNull(id, "id");
    if (version < 0) {
      throw new IllegalArgumentException("version " + version + " of '" + id + "' is negative");
    }
    if (upTo != null && upTo <= version) {
      throw new IllegalArgumentException(
          "upTo " + upTo + " of '" + id + "' is not above version " + version);
    }
  }

  /** A value row whose bytes are in an object. */
  public static Row pointer(
      String id,
      long version,
      Location payload,
      Content content,
      UUID writeId,
      Instant committedAt) {
    return new Row(
        id,
        version,
        RowKind.VALUE,
        payload,
        null,
        content,
        writeId,
        RecentWriteIds.NONE,
        committedAt,
        null,
        FORMAT);
  }

  /** A value row that carries its bytes. */
  public static Row inline(
      String id, long version, Bytes value, Content content, UUID writeId, Instant committedAt) {
    return new Row(
        id,
        version,
        RowKind.VALUE,
        null,
        value,
        content,
        writeId,
        RecentWriteIds.NONE,
        committedAt,
        null,
        FORMAT);
  }

  /** A tombstone without data. */
  public static Row tombstone(String id, long version, UUID writeId, Instant committedAt) {
    return new Row(
        id,
        version,
        RowKind.TOMBSTONE,
        null,
        null,
        null,
        writeId,
        RecentWriteIds.NONE,
        committedAt,
        null,
        FORMAT);
  }

  /** The filler at {@code version} of a write of version {@code upTo}. */
  public static Row filler(String id, long version, long upTo, UUID writeId, Instant committedAt) {
    return new Row(
        id,
        version,
        RowKind.FILLER,
        null,
        null,
        null,
        writeId,
        RecentWriteIds.NONE,
        committedAt,
        upTo,
        FORMAT);
  }

  /**
   * A row as a program that knows only {@code id}, {@code version} and {@code payload} writes it.
   */
  public static Row foreign(String id, long version, Location payload) {
    return new Row(
        id,
        version,
        RowKind.VALUE,
        payload,
        null,
        null,
        null,
        RecentWriteIds.NONE,
        null,
        null,
        FORMAT);
  }

  /**
   * What is left of this row when it is retired: its age, its write id and its {@code upTo}, no
   * data.
   */
  public Row marker() {
    return new Row(
        id, version, RowKind.MARKER, null, null, null, writeId, recent, committedAt, upTo, format);
  }

  /** This tombstone without what it kept of its predecessor. */
  public Row bare() {
    return new Row(id, version, kind, null, null, null, writeId, recent, committedAt, upTo, format);
  }

  /** This row remembering those writes. */
  public Row withRecent(RecentWriteIds writes) {
    return new Row(
        id, version, kind, payload, value, content, writeId, writes, committedAt, upTo, format);
  }

  /**
   * This row as another program leaves it that sets {@code version} and {@code payload} by hand.
   */
  public Row pointedAt(long otherVersion, Location otherPayload) {
    boolean same = otherPayload.equals(payload);
    return new Row(
        id,
        otherVersion,
        same ? kind : RowKind.VALUE,
        otherPayload,
        same ? value : null,
        same ? content : null,
        writeId,
        recent,
        committedAt,
        same ? upTo : null,
        format);
  }

  /**
   * Whether version, payload and write id are those of another row: what a conditional write
   * compares.
   */
  public boolean standsAs(Row read) {
    return version == read.version
        && Objects.equals(payload, read.payload)
        && Objects.equals(writeId, read.writeId);
  }

  /**
   * Whether this row still is that value: same write id, or where there is none the same payload,
   * and neither deleted nor retired.
   */
  public boolean stillHolds(Row read) {
    return kind == RowKind.VALUE
        && Objects.equals(writeId, read.writeId)
        && (writeId != null || Objects.equals(payload, read.payload));
  }
}

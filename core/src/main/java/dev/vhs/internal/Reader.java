package dev.vhs.internal;

import dev.vhs.CorruptValue;
import dev.vhs.DanglingPointer;
import dev.vhs.Facts;
import dev.vhs.NoVersionExists;
import dev.vhs.Result;
import dev.vhs.Variant;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads pointers and, through them, values. */
final class Reader {
  private final Engine engine;
  private final Values values;

  Reader(Engine engine, Values values) {
    this.engine = engine;
    this.values = values;
  }

  /** The newest row, consistently, for a write to build on. */
  Newest newest(String id, OperationCall call) {
    Instant readAt = engine.now();
    return new Newest(newestRow(id, Consistency.CONSISTENT, call), readAt);
  }

  /** The newest row; where the read shows a filler but not yet its version, that version. */
  @Nullable Row newestRow(String id, Consistency consistency, OperationCall call) {
    ValueCache.RowReading reading =
        () -> settle(engine.index().newest(id, consistency, call), call);
    return consistency == Consistency.CONSISTENT
        ? engine.cache().readNewest(id, reading)
        : reading.read();
  }

  /**
   * The row that a row which was the newest stands for: a filler for its version. Where that was
   * retired since it was read, or is one of those that a read of several rows showed late, there is
   * a newer one.
   */
  @Nullable Row settle(@Nullable Row read, OperationCall call) {
    Row row = read;
    Row before = null;
    while (row != null) {
      long version = engine.rules().newestVersion(row);
      Row settled = version == row.version() ? row : rowOf(row.id(), version, call);
      if (settled != null && settled.kind() != RowKind.MARKER) {
        return settled;
      }
      if (row.equals(before)) {
        if (settled == null) {
          throw withoutItsVersion(row, version);
        }
        return settled;
      }
      call.checkDeadline();
      before = row;
      row = engine.index().newest(row.id(), Consistency.CONSISTENT, call);
    }
    return null;
  }

  private static CorruptValue withoutItsVersion(Row filler, long version) {
    return new CorruptValue(
        "Version %d of '%s' is missing although the filler at %d was written with it; run vhs verify"
            .formatted(version, filler.id(), filler.version()),
        filler.id(),
        version,
        null,
        null);
  }

  private @Nullable Row rowOf(String id, long version, OperationCall call) {
    return rowOf(id, version, Consistency.CONSISTENT, call);
  }

  /** The row of one version, or null. */
  @Nullable Row rowOf(String id, long version, Consistency consistency, OperationCall call) {
    ValueCache.RowReading reading = () -> engine.index().read(id, version, consistency, call);
    return consistency == Consistency.CONSISTENT
        ? engine.cache().readVersion(id, version, reading)
        : reading.read();
  }

  Row latestValueRow(String id, Consistency consistency, OperationCall call) {
    return requireValue(id, null, newestRow(id, consistency, call));
  }

  Row valueRow(String id, long version, Consistency consistency, OperationCall call) {
    Row row = rowOf(id, version, consistency, call);
    if (row == null && engine.variant() == Variant.SINGLE) {
      throw new NoVersionExists(
          "Version %d of '%s' is not there: %s is a single-version-store and keeps the newest only"
              .formatted(version, id, engine.backend().name()),
          id,
          version);
    }
    return requireValue(id, version, row);
  }

  /** The row of a version that has a value: as the cache knows it, else as it is. */
  Row knownRow(String id, long version, Consistency consistency, OperationCall call) {
    Row known = engine.cache().version(id, version);
    return known == null ? valueRow(id, version, consistency, call) : known;
  }

  /** The row, if it has a value. */
  Row requireValue(String id, @Nullable Long version, @Nullable Row row) {
    if (row == null) {
      throw new NoVersionExists(
          version == null
              ? "'%s' is not in %s".formatted(id, engine.backend().name())
              : "Version %d of '%s' is not in %s".formatted(version, id, engine.backend().name()),
          id,
          version);
    }
    if (row.kind() != RowKind.VALUE) {
      throw noValue(id, version, row);
    }
    return row;
  }

  private NoVersionExists noValue(String id, @Nullable Long version, Row row) {
    String which = version == null ? "'" + id + "'" : "Version %d of '%s'".formatted(version, id);
    String state =
        switch (row.kind()) {
          case TOMBSTONE ->
              version == null ? "was deleted, as version " + row.version() : "is a deletion";
          case FILLER ->
              "was never written: versions jump from %d to %d"
                  .formatted(row.version() - 1, row.upTo());
          default -> "was pruned or purged";
        };
    return new NoVersionExists(
        "%s %s, in %s".formatted(which, state, engine.backend().name()), id, version);
  }

  /** The newest version with its bytes. */
  Loaded latest(String id, Consistency consistency, OperationCall call) {
    Instant readAt = engine.now();
    return latest(latestValueRow(id, consistency, call), readAt, consistency, call);
  }

  /** The newest version with its bytes, by its row where a batch has read that. */
  Loaded latest(String id, Batches.NewestRows read, Consistency consistency, OperationCall call) {
    Result<Optional<Row>> row = read.rows().get(id);
    if (row == null) {
      return latest(id, consistency, call);
    }
    Row newest = requireValue(id, null, settle(row.get().orElse(null), call));
    return latest(newest, read.readAt(), consistency, call);
  }

  private Loaded latest(Row row, Instant readAt, Consistency consistency, OperationCall call) {
    Loaded loaded = load(row, () -> latestValueRow(row.id(), Consistency.CONSISTENT, call), call);
    boolean current = consistency == Consistency.CONSISTENT && loaded.row().equals(row);
    return new Loaded(loaded.row(), loaded.bytes(), current ? readAt : null);
  }

  /** One version with its bytes, by its row. */
  Loaded version(Row row, OperationCall call) {
    return load(row, () -> valueRow(row.id(), row.version(), Consistency.CONSISTENT, call), call);
  }

  /** The bytes of a row, the caller's own; null where its object is gone. */
  byte @Nullable [] bytes(Row row, OperationCall call) {
    return engine.cache().bytes(row, call, () -> values.read(row, call));
  }

  /** A stream over the bytes of a row; null where its object is gone. */
  @Nullable InputStream open(Row row, OperationCall call) {
    if (!engine.cache().serves(row)) {
      return values.open(row, call);
    }
    byte[] bytes = bytes(row, call);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  /**
   * The bytes of a row. Where its object is gone, the value may have been replaced, pruned or
   * purged since: the pointer is read again, consistently.
   *
   * @param again reads the pointer again, or throws that there is none
   */
  private Loaded load(Row first, Supplier<Row> again, OperationCall call) {
    return following(
        first,
        again,
        row -> {
          byte[] bytes = bytes(row, call);
          return bytes == null ? null : new Loaded(row, Bytes.wrap(bytes), null);
        },
        call);
  }

  /**
   * Applies something to a row and, as long as its object is gone, to the row that took its place.
   */
  <R> R following(Row first, Supplier<Row> again, RowReading<R> reading, OperationCall call) {
    Row row = first;
    while (true) {
      R result = reading.read(row);
      if (result != null) {
        return result;
      }
      call.checkDeadline();
      Row now = again.get();
      if (Objects.equals(now.payload(), row.payload())) {
        throw dangling(row);
      }
      row = now;
    }
  }

  /** What to say of a pointer whose object is not there. */
  static DanglingPointer dangling(Row row) {
    return new DanglingPointer(
        "Version %d of '%s' points to %s, which is not there: it was removed by other means. Writes go on; to read the id, restore an older version or the object"
            .formatted(row.version(), row.id(), row.payload()),
        row.id(),
        row.version(),
        row.payload(),
        null);
  }

  /** Facts of a row that may not be the newest. */
  static Facts facts(Row row) {
    return Facts.of(row, null);
  }

  /**
   * Reads through a row.
   *
   * @param <R> what it gives
   */
  @FunctionalInterface
  interface RowReading<R> {
    /** What was read; null where the row's object is gone. */
    @Nullable R read(Row row);
  }

  /**
   * A version with its bytes.
   *
   * @param row the row that they belong to
   * @param bytes decoded and verified
   * @param newestAt when a consistent read showed it as the newest; null where none did
   */
  record Loaded(Row row, Bytes bytes, @Nullable Instant newestAt) {
    Facts facts() {
      return Facts.of(row, newestAt);
    }
  }
}

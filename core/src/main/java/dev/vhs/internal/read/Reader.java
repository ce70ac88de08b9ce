package dev.vhs.internal.read;

import dev.vhs.CorruptValue;
import dev.vhs.DanglingPointer;
import dev.vhs.NoVersionExists;
import dev.vhs.Result;
import dev.vhs.Scan;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.protocol.WriteBase;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.value.CachedValues;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reader of pointers and, through them, of values. */
public final class Reader {
  private final StoreContext store;
  private final CachedValues values;

  public Reader(StoreContext store, CachedValues values) {
    this.store = store;
    this.values = values;
  }

  /** Reads the newest row, consistently, for a write to build on. */
  public WriteBase newest(String id, OperationContext context) {
    Instant readAt = store.now();
    return new WriteBase(newestRow(id, Consistency.CONSISTENT, context), readAt);
  }

  /**
   * Reads the newest row. Where the read shows a filler but not yet its version, it returns that
   * version.
   */
  public @Nullable Row newestRow(String id, Consistency consistency, OperationContext context) {
    if (consistency != Consistency.CONSISTENT) {
      return settle(
          Asked.ofNewest(id, store.index().newest(id, consistency, context.forRequest())), context);
    }
    long retirements = store.cache().retirements();
    Instant readAt = store.now();
    Row row =
        settle(
            Asked.ofNewest(id, store.index().newest(id, consistency, context.forRequest())),
            context);
    store.cache().keepNewest(id, row, readAt, retirements);
    return row;
  }

  /**
   * Returns the row that the newest row stands for, as a filler stands for its version. Where that
   * version was retired since the read, or a read of several rows showed it late, there is a newer
   * row, which it returns.
   */
  public @Nullable Row settle(@Nullable Row read, OperationContext context) {
    Row row = read;
    Row before = null;
    while (row != null) {
      long version = store.rules().newestVersion(row);
      Row settled = version == row.version() ? row : rowOf(row.id(), version, context);
      if (settled != null && settled.kind() != RowKind.MARKER) {
        return settled;
      }
      if (row.equals(before)) {
        if (settled == null) {
          throw withoutItsVersion(row, version);
        }
        return settled;
      }
      context.checkDeadline();
      before = row;
      row =
          Asked.ofNewest(
              row.id(),
              store.index().newest(row.id(), Consistency.CONSISTENT, context.forRequest()));
    }
    return null;
  }

  private static CorruptValue withoutItsVersion(Row filler, long version) {
    return new CorruptValue(
        "Version %s of '%s' is missing, although row %s was written together with it; run 'vhs verify'"
            .formatted(version, filler.id(), filler.version()),
        filler.id(),
        version,
        null,
        null);
  }

  private @Nullable Row rowOf(String id, long version, OperationContext context) {
    return rowOf(id, version, Consistency.CONSISTENT, context);
  }

  /** Reads the row of one version, or null. */
  @Nullable Row rowOf(String id, long version, Consistency consistency, OperationContext context) {
    if (consistency != Consistency.CONSISTENT) {
      return Asked.of(
          id, version, store.index().read(id, version, consistency, context.forRequest()));
    }
    long retirements = store.cache().retirements();
    Row row =
        Asked.of(id, version, store.index().read(id, version, consistency, context.forRequest()));
    store.cache().keepVersion(id, version, row, retirements);
    return row;
  }

  public Row latestValueRow(String id, Consistency consistency, OperationContext context) {
    return requireValue(id, null, newestRow(id, consistency, context));
  }

  public Row valueRow(String id, long version, Consistency consistency, OperationContext context) {
    Row row = rowOf(id, version, consistency, context);
    if (row == null && store.variant() == Variant.SINGLE) {
      throw new NoVersionExists(
          "Version %s of '%s' is not there: %s is a single-version-store and keeps only the newest"
              .formatted(version, id, store.backend().name()),
          id,
          version);
    }
    return requireValue(id, version, row);
  }

  /** Returns the row of a version that has a value, from the cache or else from the index. */
  public Row knownRow(String id, long version, Consistency consistency, OperationContext context) {
    Row known = store.cache().findVersion(id, version);
    return known == null ? valueRow(id, version, consistency, context) : known;
  }

  /** Returns the row, if it has a value. */
  public Row requireValue(String id, @Nullable Long version, @Nullable Row row) {
    if (row == null) {
      throw version == null
          ? missing(id)
          : new NoVersionExists(
              "Version %s of '%s' is not in %s".formatted(version, id, store.backend().name()),
              id,
              version);
    }
    if (row.kind() != RowKind.VALUE) {
      throw noValue(id, version, row);
    }
    return row;
  }

  /** Returns the failure of an operation on an id that was never written. */
  public NoVersionExists missing(String id) {
    return new NoVersionExists("'%s' is not in %s".formatted(id, store.backend().name()), id, null);
  }

  private NoVersionExists noValue(String id, @Nullable Long version, Row row) {
    String which = version == null ? "'" + id + "'" : "Version %s of '%s'".formatted(version, id);
    String state =
        switch (row.kind()) {
          case TOMBSTONE ->
              version == null ? "was deleted, as version " + row.version() : "is a deletion";
          case FILLER ->
              "was never written: versions jump from %s to %s"
                  .formatted(row.version() - 1, row.upTo());
          default -> "was pruned or purged";
        };
    return new NoVersionExists(
        "%s %s, in %s".formatted(which, state, store.backend().name()), id, version);
  }

  /** Reads the newest version with its bytes. */
  public Loaded latest(String id, Consistency consistency, OperationContext context) {
    Instant readAt = store.now();
    return load(
        latestValueRow(id, consistency, context),
        () -> latestValueRow(id, Consistency.CONSISTENT, context),
        consistency == Consistency.CONSISTENT ? readAt : null,
        context);
  }

  /** Reads the newest version with its bytes, by its row where a batch has read that. */
  public Loaded latest(
      String id, NewestRows read, Consistency consistency, OperationContext context) {
    Result<Optional<Row>> row = read.rows().get(id);
    if (row == null) {
      return latest(id, consistency, context);
    }
    return load(
        requireValue(id, null, settle(Asked.ofNewest(id, row.get().orElse(null)), context)),
        () -> latestValueRow(id, Consistency.CONSISTENT, context),
        consistency == Consistency.CONSISTENT ? read.readAt() : null,
        context);
  }

  /** Reads the bytes of one version, by its row. */
  public Loaded version(Row row, OperationContext context) {
    return load(
        row,
        () -> valueRow(row.id(), row.version(), Consistency.CONSISTENT, context),
        null,
        context);
  }

  /**
   * Reads the bytes of a row, or of the row that took its place.
   *
   * @param again reads the pointer again; throws if there is none
   * @param newestAt when a consistent read showed the row as the newest; null where none did
   */
  private Loaded load(
      Row first, Supplier<Row> again, @Nullable Instant newestAt, OperationContext context) {
    Row row = first;
    byte[] bytes = values.read(row, context);
    while (bytes == null) {
      row = reread(row, again, context);
      bytes = values.read(row, context);
    }
    return new Loaded(row, Bytes.wrap(bytes), row.equals(first) ? newestAt : null);
  }

  /**
   * Reads a pointer again, since its object is gone: the value may have been replaced, pruned or
   * purged.
   *
   * @param again reads it, consistently; throws if there is none
   * @return a row that names another object
   * @throws DanglingPointer if it still names the same one
   */
  public Row reread(Row gone, Supplier<Row> again, OperationContext context) {
    context.checkDeadline();
    Row now = again.get();
    if (Objects.equals(now.payload(), gone.payload())) {
      throw dangling(gone);
    }
    return now;
  }

  /** Returns the newest version of each id that a scan selects. */
  public Stream<VersionInfo> scan(Scan scan, Consistency consistency, OperationContext context) {
    return IndexScan.newest(store, this, scan, consistency, context);
  }

  /** Returns the time by the index's clock. */
  public Instant now() {
    return store.now();
  }

  /** Returns the failure of a pointer whose object is missing. */
  public static DanglingPointer dangling(Row row) {
    return new DanglingPointer(
        "Version %s of '%s' points to %s, which is not there: another program removed it. The id can be written as before; to read it, restore an older version, or the object from a backup"
            .formatted(row.version(), row.id(), row.payload()),
        row.id(),
        row.version(),
        row.payload(),
        null);
  }

  /**
   * A version with its bytes.
   *
   * @param row the row that they belong to
   * @param bytes decoded and verified
   * @param newestAt when a consistent read showed it as the newest; null where none did
   */
  public record Loaded(Row row, Bytes bytes, @Nullable Instant newestAt) {
    public VersionInfo info() {
      return RowInfo.of(row, newestAt);
    }
  }
}

package dev.vhs.internal.sweep;

import dev.vhs.Location;
import dev.vhs.NoVersionExists;
import dev.vhs.PruneReport;
import dev.vhs.PurgeReport;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.internal.commit.BackOff;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.identity.BoundStore;
import dev.vhs.internal.identity.StoreIdentity;
import dev.vhs.internal.protocol.RowAges;
import dev.vhs.internal.protocol.StoreFormat;
import dev.vhs.internal.read.ChainReading;
import dev.vhs.internal.read.Reader;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.write.DerivedVersions;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Content;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.SupportsObjectVersions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The removal of versions: {@code prune} and {@code purge}.
 *
 * <p>Rows are retired first. Then the objects that the retired rows named, and that no row names
 * any more, are deleted. Objects are never found by listing: an object in flight belongs to its
 * writer, and then to the sweep.
 */
public final class VersionRemoval {
  private static final int PURGE_TRIES = 8;

  private final StoreContext store;
  private final StoreIdentity identity;
  private final Reader reader;
  private final DerivedVersions derived;
  private final ChainReading chain;
  private final RowAges ages;

  public VersionRemoval(
      StoreContext store,
      StoreIdentity identity,
      Reader reader,
      DerivedVersions derived,
      ChainReading chain) {
    this.store = store;
    this.identity = identity;
    this.reader = reader;
    this.derived = derived;
    this.chain = chain;
    this.ages = new RowAges(store.backend(), store.places());
  }

  /** The counts of what was taken away so far. */
  private static final class Tally {
    private final Map<Location, Long> named = new HashMap<>();
    private long versions;
    private long objects;
    private long bytes;

    void retired(Row row) {
      if (row.kind() == RowKind.VALUE || row.kind() == RowKind.TOMBSTONE) {
        versions += row.kind() == RowKind.VALUE ? 1 : 0;
        Content content = row.content();
        if (row.payload() != null) {
          named.put(row.payload(), content == null ? 0 : content.storedSize());
        }
      }
    }

    void deleted(@Nullable Long size) {
      objects++;
      bytes += size == null ? 0 : size;
    }

    PruneReport pruned(String id) {
      return PruneReport.builder(id).versions(versions).objects(objects).bytes(bytes).build();
    }
  }

  /** Drops the oldest versions. */
  public PruneReport prune(String id, RetentionPolicy keep, OperationContext context) {
    requireMulti();
    BoundStore bound = identity.verifyToDelete(identity.find(context), context);
    long kept = firstToKeep(id, keep, context);
    Tally tally = new Tally();
    if (kept > 0) {
      finish(
          id,
          () -> {
            retireBelow(id, kept, bound, tally, context);
            return deleteUnnamed(id, bound, tally, context);
          });
    }
    return tally.pruned(id);
  }

  /** Returns what {@link #prune} would drop and delete now. */
  public PruneReport previewPrune(String id, RetentionPolicy keep, OperationContext context) {
    requireMulti();
    BoundStore bound = identity.verify(context);
    Tally tally = new Tally();
    long kept = firstToKeep(id, keep, context);
    if (kept > 0) {
      long end = retiring(id, kept, bound, (row, fate) -> tally.retired(row), context);
      keepShared(id, end, tally, context);
      tally.named.forEach(
          (location, bytes) -> {
            if (bound.format().keys().owns(id, location)) {
              tally.deleted(bytes);
            }
          });
    }
    return tally.pruned(id);
  }

  /** Removes from the tally the objects that rows from a version on name as well. */
  private void keepShared(String id, long from, Tally tally, OperationContext context) {
    if (tally.named.isEmpty()) {
      return;
    }
    PageRequest request = PageRequest.oldestFirst(id, ChainReading.PAGE_ROWS).beyond(from - 1);
    for (Iterator<Row> rows = chain.rows(request, context); rows.hasNext(); ) {
      Location shared = rows.next().payload();
      if (shared != null) {
        tally.named.remove(shared);
      }
    }
  }

  private void requireMulti() {
    if (store.variant() == Variant.SINGLE) {
      throw new UnsupportedOperationException(
          "%s is a single-version-store: it keeps no older versions to prune"
              .formatted(store.backend().name()));
    }
  }

  /** Returns the version below which all may go; 0 where nothing may. */
  private long firstToKeep(String id, RetentionPolicy keep, OperationContext context) {
    Row newest = reader.newestRow(id, Consistency.CONSISTENT, context);
    if (newest == null) {
      throw new NoVersionExists(
          "'%s' is not in %s".formatted(id, store.backend().name()), id, null);
    }
    return Math.min(firstKept(id, keep, newest, context).orElse(0), newest.version());
  }

  /** Returns the oldest version to keep; empty where all are kept. */
  private OptionalLong firstKept(
      String id, RetentionPolicy keep, Row newest, OperationContext context) {
    if (keep instanceof RetentionPolicy.Newest count) {
      long values = 0;
      PageRequest request =
          ChainReading.newestFirst(
              id,
              newest.version() == Long.MAX_VALUE
                  ? OptionalLong.empty()
                  : OptionalLong.of(newest.version() + 1),
              Consistency.CONSISTENT);
      for (Iterator<Row> rows = chain.rows(request, context); rows.hasNext(); ) {
        Row row = rows.next();
        values += row.kind() == RowKind.VALUE ? 1 : 0;
        if (values == count.values()) {
          return OptionalLong.of(row.version());
        }
      }
      return OptionalLong.empty();
    }
    for (Iterator<Row> rows = chain.wholeBelow(id, newest.version(), context); rows.hasNext(); ) {
      Row row = rows.next();
      boolean data = row.kind() == RowKind.VALUE || row.kind() == RowKind.TOMBSTONE;
      if (data && !isOlder(row, ((RetentionPolicy.YoungerThan) keep).age(), context)) {
        return OptionalLong.of(row.version());
      }
    }
    return OptionalLong.of(newest.version());
  }

  private boolean isOlder(Row row, Duration age, OperationContext context) {
    RowAges.Age since = ages.of(row, context);
    return store.rules().isPastGrace(since.since(), since.now(), age);
  }

  /** Removes every byte of an id, and on request its last traces. */
  public PurgeReport purge(String id, boolean forget, OperationContext context) {
    BoundStore found = identity.find(context);
    if (found != null) {
      found.format().checkDeletes("purge");
    }
    BoundStore bound = identity.verifyToDelete(found, context);
    Tally tally = new Tally();
    if (store.variant() == Variant.SINGLE) {
      Row before = reader.newestRow(id, Consistency.CONSISTENT, context);
      if (before != null) {
        tally.retired(before);
      }
      derived.bury(id, context);
      finish(id, () -> deleteUnnamed(id, bound, tally, context));
    } else {
      purgeChain(id, bound, tally, context);
    }
    eraseDeleted(id, context);
    if (forget) {
      try {
        forget(id, context);
      } finally {
        store.cache().retired(id, Long.MAX_VALUE);
      }
    }
    return PurgeReport.builder(id)
        .versions(tally.versions)
        .objects(tally.objects)
        .bytes(tally.bytes)
        .forgotten(forget)
        .build();
  }

  private void purgeChain(String id, BoundStore bound, Tally tally, OperationContext context) {
    for (int attempt = 0; attempt < PURGE_TRIES; attempt++) {
      Row tombstone = derived.bury(id, context);
      boolean done =
          finish(
              id,
              () -> {
                retireBelow(id, tombstone.version(), bound, tally, context);
                return deleteUnnamed(id, bound, tally, context);
              });
      if (done) {
        return;
      }
    }
    throw new StoreUnavailable(
        "Others keep restoring versions of '%s' while it is purged; what is left can still be read. Purge it again"
            .formatted(id),
        id,
        null);
  }

  /**
   * Retires all rows below a version, the oldest first, so that the rows left are always the end of
   * the chain.
   */
  private void retireBelow(
      String id, long version, BoundStore bound, Tally tally, OperationContext context) {
    try {
      retiring(
          id,
          version,
          bound,
          (row, fate) -> {
            retire(
                fate == StoreFormat.Fate.DROPPED ? Retirement.drop(row) : Retirement.marker(row),
                context);
            tally.retired(row);
          },
          context);
    } finally {
      store.cache().retired(id, version);
    }
  }

  /**
   * Visits the rows below a version that are to be retired, the oldest first.
   *
   * @return the version at which that ends: the one that was given, or an earlier one whose row is
   *     kept
   */
  private long retiring(
      String id,
      long version,
      BoundStore bound,
      BiConsumer<Row, StoreFormat.Fate> each,
      OperationContext context) {
    StoreFormat format = bound.format();
    for (Iterator<Row> rows = chain.wholeBelow(id, version, context); rows.hasNext(); ) {
      Row row = rows.next();
      StoreFormat.Fate fate = format.fate(row, ages, bound.description().grace(), context);
      if (fate == StoreFormat.Fate.KEPT) {
        return row.version();
      }
      if (fate != StoreFormat.Fate.LEFT) {
        each.accept(row, fate);
      }
    }
    return version;
  }

  /** Retires a row. If it no longer stands as it was read, another process has retired it. */
  private void retire(Retirement retirement, OperationContext context) {
    patiently(() -> store.index().retire(retirement, context.forRequest()), context);
  }

  /**
   * Runs work that retires rows and deletes what they named. If it breaks off, no row may be left
   * that tells which objects were to go. Running it again is not enough then, and the failure says
   * so.
   */
  private static boolean finish(String id, BooleanSupplier work) {
    try {
      return work.getAsBoolean();
    } catch (StoreUnavailable e) {
      throw new StoreUnavailable(
          "Some versions of '%s' that were to be removed may still be there, or some of their objects: %s. Try again, to remove the versions; the sweep deletes objects that no pointer names, after the grace period"
              .formatted(id, e.getMessage()),
          id,
          e);
    }
  }

  /** Removes the versions that the object store itself may keep of the id's deleted objects. */
  private void eraseDeleted(String id, OperationContext context) {
    if (store.objects() instanceof SupportsObjectVersions versions) {
      patiently(
          () -> versions.eraseDeleted(store.nativeFormat().keys().allOf(id), context), context);
    }
  }

  /**
   * Sends a request that may be sent twice, and sends it again while the service is out of reach.
   */
  private void patiently(Runnable request, OperationContext context) {
    BackOff backOff = BackOff.ofService(store, context);
    while (true) {
      try {
        request.run();
        return;
      } catch (StoreUnavailable e) {
        if (backOff.isExhausted()) {
          throw e;
        }
      }
      backOff.pause();
    }
  }

  /**
   * Deletes the objects that retired rows named and that no row names now.
   *
   * @return true if none of them is named any more
   */
  private boolean deleteUnnamed(
      String id, BoundStore bound, Tally tally, OperationContext context) {
    if (tally.named.isEmpty()) {
      return true;
    }
    Set<Location> unnamed =
        chain
            .unnamed(id, tally.named.keySet(), context)
            .orElseThrow(
                () ->
                    new StoreUnavailable(
                        "'%s' is being written so fast that its objects can't be told from those in use; they were kept, and the sweep will delete them"
                            .formatted(id),
                        id,
                        null));
    for (Location location : unnamed) {
      Long bytes = tally.named.remove(location);
      if (bound.format().keys().owns(id, location)) {
        store.cache().removed(location);
        patiently(() -> store.objects().delete(location, context.forRequest()), context);
        tally.deleted(bytes);
      }
    }
    return tally.named.isEmpty();
  }

  /** Drops a purged id's tombstone and markers, row 0 last. */
  private void forget(String id, OperationContext context) {
    Row first = null;
    for (Iterator<Row> rows =
            chain.rows(PageRequest.oldestFirst(id, ChainReading.PAGE_ROWS), context);
        rows.hasNext(); ) {
      Row row = rows.next();
      if (row.kind() == RowKind.VALUE) {
        throw new StoreUnavailable(
            "'%s' was written while it was being forgotten, and is kept. Make sure that nobody writes it, and purge it again"
                .formatted(id),
            id,
            null);
      }
      if (row.version() == 0) {
        first = row;
      } else {
        retire(Retirement.drop(row), context);
      }
    }
    if (first != null) {
      retire(Retirement.drop(first), context);
    }
  }
}

package dev.vhs.internal;

import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.StoreDescription;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Variant;
import dev.vhs.spi.ObjectFacts;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sweep: deletes objects that no pointer names.
 *
 * <p>An object is a candidate only when it is older than the grace period. No pointer is committed
 * later than its {@code notAfter}, which is before that, so what no row names then, no row ever
 * will. It counts before it deletes, and reads an id's rows again right before its objects go.
 */
final class Sweep {
  private static final int PAGE = 1000;

  /** How many orphans are collected before they are deleted: what bounds the memory. */
  private static final int MAX_COLLECTED = 100_000;

  private static final int SAMPLE = 100;

  private final Engine engine;
  private final StoreDescription store;
  private final StoreFormat format;
  private final ObjectKeys keys;
  private final ChainReading chain;
  private final SweepOptions options;
  private final OperationCall call;

  private final Map<Location, Orphan> collected = new LinkedHashMap<>();
  private final List<String> nested = new ArrayList<>();
  private List<Location> sample = List.of();
  private long objects;
  private long young;
  private long foreign;
  private long doubtful;
  private long orphans;
  private long deleted;
  private long bytes;
  private long markers;
  private long uploads;
  private String stopped = "";

  /**
   * A sweep that has not begun.
   *
   * @param store what the store is, just verified
   */
  Sweep(
      Engine engine,
      StoreDescription store,
      ChainReading chain,
      SweepOptions options,
      OperationCall call) {
    this.engine = engine;
    this.store = store;
    this.format = engine.format(store);
    this.keys = format.keys();
    this.chain = chain;
    this.options = options;
    this.call = call;
  }

  /** An object that no row of its id named. */
  private record Orphan(String id, long bytes) {}

  SweepReport run() {
    Duration grace = options.grace().orElse(store.grace());
    if (grace.compareTo(store.grace()) < 0) {
      throw new InvalidRequest(
          "gc can't use a grace period of %s: the store's own is %s, and writers count on it"
              .formatted(grace, store.grace()));
    }
    collect(grace);
    sample = collected.keySet().stream().limit(SAMPLE).toList();
    stopped = tooMany();
    if (stopped.isEmpty() && !options.isDryRun()) {
      deleteCollected();
      sweepTheRest(grace);
    }
    if (stopped.isEmpty()) {
      if (!format.hasOnlyValues()) {
        retireOldRows(grace);
      }
      if (!options.isDryRun()) {
        Instant staleBefore = engine.objects().traits().clock().instant().minus(grace);
        uploads = engine.objects().abortUploads(keys.root(), staleBefore, call);
      }
    }
    return new SweepReport(
        objects, young, foreign, doubtful, orphans, deleted, bytes, markers, uploads, stopped,
        sample);
  }

  /** Collects orphans: objects past the grace period that no row names. */
  private void collect(Duration grace) {
    list(grace);
    if (!format.keysTellIds()) {
      keepWhatMayBeOthers();
    }
  }

  /**
   * Keeps what any row of the index names, of whatever id, and what lies under the prefix of
   * another store: where a key does not tell for certain whose it is, its id's rows alone don't say
   * that it is an orphan.
   */
  private void keepWhatMayBeOthers() {
    for (Location location : List.copyOf(collected.keySet())) {
      if (nested.stream().anyMatch(location.key()::startsWith)) {
        keep(location);
      }
    }
    for (Iterator<Row> rows = IndexScan.rows(engine, call); rows.hasNext(); ) {
      Location named = rows.next().payload();
      if (named != null && collected.containsKey(named)) {
        keep(named);
      }
    }
  }

  private void keep(Location location) {
    Orphan kept = collected.remove(location);
    if (kept != null) {
      orphans--;
      bytes -= kept.bytes();
      doubtful++;
    }
  }

  /** Goes through all objects, those of one id together, as their keys sort. */
  private void list(Duration grace) {
    String root = keys.root();
    String after = "";
    @Nullable String segment = null;
    List<ObjectFacts> group = new ArrayList<>();
    ObjectPage page;
    do {
      page = engine.objects().list(root, after, PAGE, call);
      Instant now = engine.objects().traits().clock().instant();
      for (ObjectFacts object : page.objects()) {
        String key = object.location().key();
        after = key;
        ObjectKeys.Parts parts = candidate(object, now, grace);
        if (parts == null) {
          continue;
        }
        if (!parts.segment().equals(segment) || group.size() >= PAGE) {
          judge(group);
          group.clear();
          segment = parts.segment();
        }
        group.add(object);
      }
    } while (!page.last());
    judge(group);
  }

  /** The parts of the key of an object that may be an orphan; null for one that is kept unseen. */
  private ObjectKeys.@Nullable Parts candidate(ObjectFacts object, Instant now, Duration grace) {
    String key = object.location().key();
    if (keys.isStoresOwn(key)) {
      return null;
    }
    ObjectKeys.Parts parts = keys.parse(key);
    if (parts == null) {
      keys.rootOfStore(key).ifPresent(nested::add);
      foreign++;
      return null;
    }
    objects++;
    if (!engine.rules().isPastGrace(object.storedAt(), now, grace)) {
      young++;
      return null;
    }
    return parts;
  }

  /** Collects those objects of one id that no row names. */
  private void judge(List<ObjectFacts> group) {
    if (group.isEmpty()) {
      return;
    }
    String id = idOf(group);
    Map<Location, ObjectFacts> byLocation = new LinkedHashMap<>();
    group.forEach(object -> byLocation.put(object.location(), object));
    Optional<Set<Location>> unnamed =
        id == null ? Optional.empty() : chain.unnamed(id, byLocation.keySet(), call);
    if (id == null || unnamed.isEmpty()) {
      doubtful += group.size();
      return;
    }
    byLocation.forEach(
        (location, object) -> {
          if (unnamed.get().contains(location)) {
            orphans++;
            bytes += object.size();
            if (collected.size() < MAX_COLLECTED) {
              collected.put(location, new Orphan(id, object.size()));
            }
          }
        });
  }

  /**
   * The id whose objects they are: from the key, or where that is a hash from what goes with an
   * object.
   */
  private @Nullable String idOf(List<ObjectFacts> group) {
    ObjectKeys.Parts parts = keys.parse(group.get(0).location().key());
    if (parts == null || parts.id() != null) {
      return parts == null ? null : parts.id();
    }
    ObjectFacts facts = engine.objects().stat(group.get(0).location(), call);
    return facts == null ? null : keys.idOf(parts, facts.userMetadata());
  }

  /** Why so many orphans must not be deleted; empty where they may. */
  private String tooMany() {
    long most = options.maxDelete().orElse(objects / 10);
    if (orphans <= most) {
      return "";
    }
    return options.maxDelete().isPresent()
        ? "%d of %d objects look like orphans, more than the %d that may be deleted"
            .formatted(orphans, objects, most)
        : "%d of %d objects look like orphans, more than a tenth; look at some, and if that is right, say --max-delete %d"
            .formatted(orphans, objects, orphans);
  }

  private void deleteCollected() {
    Map<String, List<Location>> byId = new LinkedHashMap<>();
    collected.forEach(
        (location, orphan) ->
            byId.computeIfAbsent(orphan.id(), any -> new ArrayList<>()).add(location));
    collected.clear();
    byId.forEach(this::delete);
  }

  /** Goes through all again, as often as there were more orphans than are collected at once. */
  private void sweepTheRest(Duration grace) {
    for (long left = orphans - MAX_COLLECTED; left > 0; left -= MAX_COLLECTED) {
      Sweep rest = new Sweep(engine, store, chain, options, call);
      rest.collect(grace);
      rest.deleteCollected();
      deleted += rest.deleted;
    }
  }

  /** Deletes objects of an id, after its rows were read once more. */
  private void delete(String id, List<Location> locations) {
    Set<Location> unnamed = chain.unnamed(id, locations, call).orElse(Set.of());
    for (Location location : locations) {
      if (unnamed.contains(location)) {
        engine.objects().delete(location, call);
        deleted++;
      } else {
        doubtful++;
      }
    }
  }

  /**
   * Drops markers, and what tombstones of the single-version variant kept, past the grace period.
   */
  private void retireOldRows(Duration grace) {
    Instant now = engine.now();
    ScanRequest request = ScanRequest.all(PAGE);
    @Nullable Row previous = null;
    @Nullable String cursor = null;
    do {
      ScanPage page = engine.index().scan(request.from(cursor), call);
      for (Row row : page.rows()) {
        if (engine.variant() == Variant.SINGLE) {
          strip(row, now, grace);
        } else if (previous != null && previous.id().equals(row.id())) {
          // A higher row of the id was seen, so the one before is not its newest.
          dropMarker(previous, now, grace);
        }
        previous = row;
      }
      cursor = page.cursor();
    } while (cursor != null);
  }

  private void dropMarker(Row row, Instant now, Duration grace) {
    if (row.kind() == RowKind.MARKER && engine.rules().mayDrop(row, now, grace)) {
      markers++;
      if (!options.isDryRun()) {
        engine.index().retire(row, null, call);
      }
    }
  }

  private void strip(Row row, Instant now, Duration grace) {
    if (row.kind() != RowKind.TOMBSTONE
        || (row.payload() == null && row.value() == null)
        || !engine.rules().isPastGrace(row.committedAt(), now, grace)) {
      return;
    }
    markers++;
    if (!options.isDryRun() && engine.index().retire(row, row.bare(), call)) {
      Location kept = row.payload();
      if (kept != null && keys.owns(row.id(), kept)) {
        engine.objects().delete(kept, call);
        deleted++;
      }
    }
  }
}

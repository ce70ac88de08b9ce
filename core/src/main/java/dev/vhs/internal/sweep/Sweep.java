package dev.vhs.internal.sweep;

import dev.vhs.CorruptValue;
import dev.vhs.InvalidRequest;
import dev.vhs.Location;
import dev.vhs.StoreDescription;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.SweepReport.Kept;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.identity.BoundStore;
import dev.vhs.internal.maintenance.Checkpoint;
import dev.vhs.internal.maintenance.Job;
import dev.vhs.internal.maintenance.SegmentedScan;
import dev.vhs.internal.protocol.StoreFormat;
import dev.vhs.internal.read.ChainReading;
import dev.vhs.internal.runtime.Durations;
import dev.vhs.internal.runtime.OperationContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sweep, which deletes objects that no pointer names.
 *
 * <p>An object is a candidate only when it is older than the grace period. No pointer is committed
 * later than its {@code notAfter}, which is before that, so what no row names then, no row ever
 * will. It counts before it deletes, and reads an id's rows again right before its objects go. So
 * the place where an earlier sweep ended decides only what is looked at, never what is deleted.
 */
public final class Sweep {
  /** The number of orphans that are held before they are deleted, which bounds the memory. */
  private static final int MAX_COLLECTED = 100_000;

  /** The number of ids whose orphans are deleted between two reports of progress. */
  private static final int IDS_AT_ONCE = 256;

  private static final String WORK = "gc";
  private static final String PHASE = "phase";
  private static final String AFTER = "after";
  private static final String STARTED = "started";
  private static final String COUNTING = "counting";
  private static final String DELETING = "deleting";
  private static final String ROWS = "old-rows";

  private final StoreContext store;
  private final StoreDescription description;
  private final StoreFormat format;
  private final ChainReading chain;
  private final SweepOptions options;
  private final Job work;
  private final Duration grace;
  private final @Nullable Checkpoint resumed;
  private final SweepTally tally;
  private final OrphanSearch search;
  private final Instant started;

  private final Map<Location, Orphan> collected = new LinkedHashMap<>();
  private String stopped = "";

  /**
   * A sweep that has not begun.
   *
   * @param bound the store, just verified
   */
  public Sweep(
      StoreContext store,
      BoundStore bound,
      ChainReading chain,
      SweepOptions options,
      OperationContext context) {
    this.store = store;
    this.description = bound.description();
    this.format = bound.format();
    this.chain = chain;
    this.options = options;
    this.work = new Job(store, options.work(), context);
    this.grace = options.grace().orElse(description.grace());
    if (grace.compareTo(description.grace()) < 0) {
      throw new InvalidRequest(
          "The sweep can't use a grace period of %s: the store's own is %s, and writers count on it"
              .formatted(Durations.text(grace), Durations.text(description.grace())));
    }
    this.resumed = Checkpoint.resumed(kind(), description.identity(), options.work());
    this.tally = SweepTally.of(resumed);
    this.search = new OrphanSearch(store, format, chain, work, grace);
    if (resumed != null) {
      search.load(resumed);
      this.started = Instant.ofEpochMilli(resumed.number(STARTED));
    } else {
      this.started = store.objects().traits().clock().instant();
    }
  }

  private String kind() {
    return "%s %s%s".formatted(WORK, grace, options.isDryRun() ? " dry-run" : "");
  }

  public SweepReport run() {
    String phase = resumed == null ? COUNTING : resumed.text(PHASE);
    String after = resumed == null ? "" : resumed.text(AFTER);
    switch (phase) {
      case COUNTING -> countAndDelete(after);
      case DELETING -> {
        stopped = tooMany();
        deleteFrom(after);
      }
      default -> {
        // Only rows and uploads are left.
      }
    }
    if (stopped.isEmpty()) {
      if (!format.hasOnlyValues()) {
        retireOldRows();
      }
      if (!options.isDryRun()) {
        endUploads();
        new SweepRecords(store).write(tally, started, options.work(), work.call());
      }
    }
    return tally.report(stopped);
  }

  private void countAndDelete(String from) {
    String after = from;
    String collectedTo = from;
    boolean holdsAll = true;
    OrphanSearch.Found found;
    do {
      found = search.page(after, tally);
      after = found.last();
      holdsAll &= collected.size() + found.orphans().size() <= MAX_COLLECTED;
      if (holdsAll) {
        found.orphans().forEach(orphan -> collected.put(orphan.location(), orphan));
        collectedTo = after;
      }
      tell(COUNTING, after);
    } while (!found.isLast());
    search.keepWhatMayBeOthers(collected, tally);
    tell(DELETING, "");
    stopped = tooMany();
    if (stopped.isEmpty() && !options.isDryRun()) {
      deleteBetween("", from);
      delete(collected);
      if (!holdsAll) {
        deleteFrom(collectedTo);
      }
    }
  }

  /** Returns the reason why so many orphans must not be deleted; empty where they may. */
  private String tooMany() {
    long orphans = tally.orphans;
    if (orphans <= maxDeletions()) {
      return "";
    }
    return options.maxDelete().isPresent()
        ? "%s of %s objects look like orphans, more than the %s that may be deleted"
            .formatted(orphans, tally.objects, maxDeletions())
        : "%s of %s objects look like orphans, more than a tenth; look at some, and if they are, allow it with --max-delete %s"
            .formatted(orphans, tally.objects, orphans);
  }

  private long maxDeletions() {
    return options.maxDelete().orElse(tally.objects / 10);
  }

  private void deleteFrom(String after) {
    deleteBetween(after, null);
  }

  /**
   * Looks for orphans again and deletes them, as many at a time as are held at once.
   *
   * @param end the last key to look at; null for all
   */
  private void deleteBetween(String begin, @Nullable String end) {
    String after = begin;
    boolean isLast = isPast(end, begin);
    while (!isLast && stopped.isEmpty() && !options.isDryRun()) {
      Map<Location, Orphan> batch = new LinkedHashMap<>();
      SweepTally known = new SweepTally();
      while (!isLast && batch.size() < MAX_COLLECTED) {
        OrphanSearch.Found found = search.page(after, known);
        found.orphans().forEach(orphan -> batch.put(orphan.location(), orphan));
        after = found.last();
        isLast = found.isLast() || isPast(end, after);
        if (batch.isEmpty()) {
          tell(DELETING, after);
        }
      }
      search.keepWhatMayBeOthers(batch, known);
      delete(batch);
      tell(DELETING, after);
    }
  }

  /** Returns whether a key is the end or beyond it, in the order of keys: by their UTF-8 bytes. */
  private static boolean isPast(@Nullable String end, String key) {
    return end != null
        && Arrays.compareUnsigned(
                key.getBytes(StandardCharsets.UTF_8), end.getBytes(StandardCharsets.UTF_8))
            >= 0;
  }

  /** Deletes orphans, right after reading the rows of each id once more. */
  private void delete(Map<Location, Orphan> orphans) {
    Map<String, List<Orphan>> byId = new LinkedHashMap<>();
    orphans
        .values()
        .forEach(orphan -> byId.computeIfAbsent(orphan.id(), any -> new ArrayList<>()).add(orphan));
    orphans.clear();
    List<List<Orphan>> groups = List.copyOf(byId.values());
    for (int from = 0; from < groups.size(); from += IDS_AT_ONCE) {
      List<List<Orphan>> some = groups.subList(from, Math.min(groups.size(), from + IDS_AT_ONCE));
      long count = some.stream().mapToLong(List::size).sum();
      if (tally.deleted + count > maxDeletions()) {
        stopped =
            "more objects look like orphans by now than the %s that may be deleted; %s were deleted"
                .formatted(maxDeletions(), tally.deleted);
        return;
      }
      for (Deleted deleted : work.all(some, this::deleteOfId)) {
        tally.deleted += deleted.count();
        tally.keep(Kept.UNREADABLE, deleted.unreadable());
        tally.keep(Kept.CHANGING, deleted.changing());
      }
      List<Orphan> last = some.get(some.size() - 1);
      tell(DELETING, last.get(last.size() - 1).location().key());
    }
  }

  private record Deleted(long count, long unreadable, long changing) {}

  private Deleted deleteOfId(List<Orphan> orphans) {
    work.keepPace();
    List<Location> locations = orphans.stream().map(Orphan::location).toList();
    Set<Location> unnamed;
    try {
      unnamed = chain.unnamed(orphans.get(0).id(), locations, work.call()).orElse(Set.of());
    } catch (CorruptValue e) {
      // The row was damaged since it was counted; what it names is not known.
      return new Deleted(0, orphans.size(), 0);
    }
    for (Location location : locations) {
      if (unnamed.contains(location)) {
        work.keepPace();
        store.objects().delete(location, work.request());
      }
    }
    return new Deleted(unnamed.size(), 0, locations.size() - unnamed.size());
  }

  private void retireOldRows() {
    boolean isBegun = resumed != null && resumed.text(PHASE).equals(ROWS);
    SegmentedScan scan = SegmentedScan.ofSegment(work, isBegun ? resumed : null);
    scan.run(
        any -> new OldRows(store, format.keys(), work, options.isDryRun(), grace, tally),
        () ->
            work.tell(
                ROWS,
                tally.markers,
                () -> {
                  Checkpoint checkpoint = checkpoint(ROWS, "");
                  scan.save(checkpoint);
                  return checkpoint;
                }));
  }

  private void endUploads() {
    if (options.work().segment() == 0) {
      Instant staleBefore = store.objects().traits().clock().instant().minus(grace);
      tally.uploads = store.objects().abortUploads(format.keys().root(), staleBefore, work.call());
    }
  }

  private void tell(String phase, String after) {
    long done = phase.equals(DELETING) ? tally.deleted : tally.objects;
    work.tell(phase, done, () -> checkpoint(phase, after));
  }

  private Checkpoint checkpoint(String phase, String after) {
    Checkpoint checkpoint = Checkpoint.of(kind(), description.identity(), options.work());
    checkpoint.put(PHASE, phase);
    checkpoint.put(AFTER, after);
    checkpoint.put(STARTED, started.toEpochMilli());
    tally.save(checkpoint);
    search.save(checkpoint);
    return checkpoint;
  }
}

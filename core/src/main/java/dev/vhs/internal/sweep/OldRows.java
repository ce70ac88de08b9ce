package dev.vhs.internal.sweep;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.maintenance.Job;
import dev.vhs.internal.maintenance.SegmentedScan;
import dev.vhs.internal.protocol.ObjectKeys;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.UnreadableRow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The removal of markers past the grace period, and of the values that single-version tombstones
 * kept. Each part of a scan has one.
 */
final class OldRows implements SegmentedScan.Visitor {
  /** The number of unreadable ids in one part above which no more markers are dropped there. */
  private static final int MAX_UNREADABLE = 10_000;

  private final StoreContext store;
  private final ObjectKeys keys;
  private final Job work;
  private final boolean isDryRun;
  private final Duration grace;
  private final Instant now;
  private final SweepTally tally;

  private final Set<String> unreadable = new HashSet<>();
  private @Nullable Row previous;
  private long dropped;
  private long deleted;

  OldRows(
      StoreContext store,
      ObjectKeys keys,
      Job work,
      boolean isDryRun,
      Duration grace,
      SweepTally tally) {
    this.store = store;
    this.keys = keys;
    this.work = work;
    this.isDryRun = isDryRun;
    this.grace = grace;
    this.now = store.now();
    this.tally = tally;
  }

  @Override
  public Runnable page(ScanPage page) {
    for (UnreadableRow row : page.unreadable()) {
      if (row.isNewer()) {
        throw row.reason();
      }
      unreadable.add(row.id());
    }
    dropped = 0;
    deleted = 0;
    for (Row row : page.rows()) {
      Row before = previous;
      if (store.variant() == Variant.SINGLE) {
        strip(row);
      } else if (before != null && before.id().equals(row.id())) {
        // A higher row of the id was seen, so the one before is not its newest.
        dropMarker(before);
      }
      previous = row;
    }
    long droppedHere = dropped;
    long deletedHere = deleted;
    return () -> {
      tally.markers += droppedHere;
      tally.deleted += deletedHere;
    };
  }

  private void dropMarker(Row row) {
    boolean isCertain = unreadable.size() < MAX_UNREADABLE && !unreadable.contains(row.id());
    if (isCertain && row.kind() == RowKind.MARKER && store.rules().mayDrop(row, now, grace)) {
      dropped++;
      if (!isDryRun) {
        work.keepPace();
        store.index().retire(Retirement.drop(row), work.request());
      }
    }
  }

  private void strip(Row row) {
    if (row.kind() != RowKind.TOMBSTONE
        || (row.payload() == null && row.value() == null)
        || !store.rules().isPastGrace(row.committedAt(), now, grace)) {
      return;
    }
    dropped++;
    if (!isDryRun) {
      work.keepPace();
      Location kept = row.payload();
      if (store.index().retire(Retirement.bare(row), work.request())
          && kept != null
          && keys.owns(row.id(), kept)) {
        store.objects().delete(kept, work.request());
        deleted++;
      }
    }
  }
}

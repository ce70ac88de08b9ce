package dev.vhs.internal.maintenance;

import dev.vhs.AdoptPreview;
import dev.vhs.JobOptions;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.identity.BoundStore;
import dev.vhs.internal.identity.Evidence;
import dev.vhs.internal.identity.StoreIdentity;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.UnreadableRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The adoption of a store: it looks for every object that the index names, and if all are there,
 * gives index and objects a new identity.
 */
public final class Adoption {
  private final StoreContext store;
  private final StoreIdentity identity;
  private final Job work;
  private long pointers;
  private long dangling;
  private long elsewhere;
  private long unreadable;
  private @Nullable Row example;
  private @Nullable UnreadableRow newer;
  private final Evidence evidence;

  public Adoption(StoreContext store, StoreIdentity identity, OperationContext context) {
    this.store = store;
    this.identity = identity;
    this.evidence = identity.evidence();
    this.work = new Job(store, JobOptions.DEFAULT, context);
  }

  /** Gives index and objects a new identity. */
  public StoreDescription run() {
    look();
    return identity.renew(evidence, work.call());
  }

  /** Returns what {@link #run} would change. Changes nothing. */
  public AdoptPreview preview() {
    look();
    StoreDescription after = identity.renewed(evidence, work.call());
    AdoptPreview.Builder preview =
        AdoptPreview.builder(after).pointers(pointers).foreign(elsewhere).unreadable(unreadable);
    try {
      BoundStore found = identity.find(work.call());
      if (found != null) {
        preview.before(found.description());
        identity.verify(work.call());
        preview.healthy(true);
      }
    } catch (StoreMismatch e) {
      // That it is not healthy is what the preview tells.
      preview.healthy(false);
    }
    return preview.build();
  }

  private void look() {
    SegmentedScan.ofAll(work).run(any -> this::page, () -> {});
    if (example != null) {
      throw new StoreMismatch(
          "%s was not adopted: of its %s pointers %s name objects that are not there, such as %s of version %s of '%s'. Open it with the bucket and prefix that hold its objects, or bring the objects back"
              .formatted(
                  store.backend().name(),
                  pointers,
                  dangling,
                  example.payload(),
                  example.version(),
                  example.id()),
          null);
    }
    if (pointers > 0 && pointers == elsewhere) {
      throw new StoreMismatch(
          "%s was not adopted: none of its %s pointers names an object in its own bucket and under its prefix. Open it with the bucket and prefix that hold its objects"
              .formatted(store.backend().name(), pointers),
          null);
    }
    if (newer != null && evidence.ofShared() == null) {
      throw newer.reason();
    }
  }

  /**
   * Looks at a page beside others, and returns the counting of it, which runs for one page at a
   * time.
   */
  private Runnable page(ScanPage page) {
    List<Row> missing = page.rows().stream().filter(this::isMissing).toList();
    return () -> {
      // A row that can't be read proves nothing; verification reports it.
      page.unreadable().forEach(this::countUnreadable);
      page.rows().forEach(this::count);
      dangling += missing.size();
      example = missing.isEmpty() ? example : missing.get(missing.size() - 1);
    };
  }

  /** Returns whether an object is gone. Objects outside the bucket are not looked for. */
  private boolean isMissing(Row row) {
    return row.payload() != null
        && (store.nativeFormat().keys().isInBucket(row.payload())
            || store.places().isAllowed(row.payload()))
        && store.objects().stat(row.payload(), work.request()) == null;
  }

  private void count(Row row) {
    if (row.payload() != null) {
      pointers++;
      elsewhere += store.nativeFormat().keys().isUnderRoot(row.payload()) ? 0 : 1;
    }
    evidence.add(row);
  }

  private void countUnreadable(UnreadableRow row) {
    unreadable++;
    newer = row.isNewer() ? row : newer;
  }
}

package dev.vhs.internal.maintenance;

import dev.vhs.JobOptions;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.identity.StoreIdentity;
import dev.vhs.internal.read.Unreadable;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanPage;
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
  private @Nullable Row example;
  private @Nullable Row alien;

  public Adoption(StoreContext store, StoreIdentity identity, OperationContext context) {
    this.store = store;
    this.identity = identity;
    this.work = new Job(store, JobOptions.DEFAULT, context);
  }

  public StoreDescription run() {
    SegmentedScan.ofAll(work).run(any -> this::page, () -> {});
    if (example != null) {
      throw new StoreMismatch(
          "%s was not adopted: of its %d pointers %d name objects that are not there, such as %s of version %d of '%s'. Open it with the bucket and prefix that hold its objects, or bring the objects back"
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
          "%s was not adopted: none of its %d pointers names an object in its own bucket and under its prefix. Open it with the bucket and prefix that hold its objects"
              .formatted(store.backend().name(), pointers),
          null);
    }
    return identity.renew(alien, work.call());
  }

  /**
   * Looks at a page beside others, and returns the counting of it, which runs for one page at a
   * time.
   */
  private Runnable page(ScanPage page) {
    // A row that can't be read proves nothing; verification reports it.
    page.unreadable().forEach(Unreadable.passedOver(problem -> {}));
    List<Row> missing = page.rows().stream().filter(this::isMissing).toList();
    return () -> {
      page.rows().forEach(this::count);
      dangling += missing.size();
      example = missing.isEmpty() ? example : missing.get(missing.size() - 1);
    };
  }

  private boolean isMissing(Row row) {
    return row.payload() != null && store.objects().stat(row.payload(), work.call()) == null;
  }

  private void count(Row row) {
    if (row.payload() != null) {
      pointers++;
      elsewhere += store.nativeFormat().keys().isUnderRoot(row.payload()) ? 0 : 1;
    }
    if (!identity.couldBeShared(row)) {
      alien = row;
    }
  }
}

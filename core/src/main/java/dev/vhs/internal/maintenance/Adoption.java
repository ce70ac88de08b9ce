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

/** Looks for every object that an index names, and binds the two anew where all are there. */
public final class Adoption {
  private final StoreContext engine;
  private final StoreIdentity identity;
  private final Job work;
  private long pointers;
  private long dangling;
  private long elsewhere;
  private @Nullable Row example;
  private @Nullable Row alien;

  public Adoption(StoreContext engine, StoreIdentity identity, OperationContext context) {
    this.engine = engine;
    this.identity = identity;
    this.work = new Job(engine, JobOptions.DEFAULT, context);
  }

  public StoreDescription run() {
    SegmentedScan.ofAll(work).run(any -> this::page, () -> {});
    if (example != null) {
      throw new StoreMismatch(
          "%s was not adopted: of its %d pointers %d name objects that are not there, such as %s of version %d of '%s'. Open it with the bucket and prefix that hold its objects, or bring these back"
              .formatted(
                  engine.backend().name(),
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
              .formatted(engine.backend().name(), pointers),
          null);
    }
    return identity.renew(alien, work.call());
  }

  /** Looks at a page, beside others; what came of it is counted one page at a time. */
  private Runnable page(ScanPage page) {
    // A row that nobody can read binds the two halves no more and no less; verification tells of
    // it.
    page.unreadable().forEach(Unreadable.passedOver(problem -> {}));
    List<Row> missing = page.rows().stream().filter(this::isMissing).toList();
    return () -> {
      page.rows().forEach(this::count);
      dangling += missing.size();
      example = missing.isEmpty() ? example : missing.get(missing.size() - 1);
    };
  }

  private boolean isMissing(Row row) {
    return row.payload() != null && engine.objects().stat(row.payload(), work.call()) == null;
  }

  private void count(Row row) {
    if (row.payload() != null) {
      pointers++;
      elsewhere += engine.nativeFormat().keys().isUnderRoot(row.payload()) ? 0 : 1;
    }
    if (!identity.couldBeShared(row)) {
      alien = row;
    }
  }
}

package dev.vhs.internal.maintenance;

import dev.vhs.Problem;
import dev.vhs.VerifyOptions;
import dev.vhs.VerifyReport;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.value.Values;
import dev.vhs.spi.ScanPage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The verification of a store. It goes through every row of the index and looks for the object that
 * the row points to. Problems are counted, reported and repaired page by page.
 */
public final class Verification {
  private static final String WORK = "verify";

  private final StoreContext store;
  private final Values values;
  private final VerifyOptions options;
  private final Consumer<Problem> found;
  private final Job work;
  private final String kind;
  private final String identity;

  private final @Nullable Checkpoint resumed;
  private final VerifyTally tally;

  /**
   * Creates a verification, which has not begun.
   *
   * @param identity the identity of the index
   */
  public Verification(
      StoreContext store,
      Values values,
      VerifyOptions options,
      Consumer<Problem> found,
      String identity,
      OperationContext context) {
    this.store = store;
    this.values = values;
    this.options = options;
    this.found = found;
    this.work = new Job(store, options.work(), context);
    this.kind = WORK + (options.isDeep() ? " deep" : "");
    this.identity = identity;
    this.resumed = Checkpoint.resumed(kind, identity, options.work());
    this.tally = VerifyTally.of(resumed);
  }

  public VerifyReport run() {
    SegmentedScan scan = SegmentedScan.ofSegment(work, resumed);
    scan.run(this::checking, () -> tell(scan));
    return tally.report();
  }

  /** Returns the visitor that checks the pages of one part, one after the other. */
  private SegmentedScan.Visitor checking(@Nullable String idBefore) {
    return new SegmentedScan.Visitor() {
      private @Nullable String lastId = idBefore;

      @Override
      public Runnable page(ScanPage page) {
        RowChecks checks = new RowChecks(store, values, work, options.isDeep());
        checks.check(page, lastId);
        if (!page.rows().isEmpty()) {
          lastId = page.rows().get(page.rows().size() - 1).id();
        }
        return () -> add(checks);
      }
    };
  }

  private void add(RowChecks page) {
    tally.add(page.tally());
    page.problems().forEach(found);
    options
        .repairs()
        .map(journal -> new Repairs(store, journal))
        .ifPresent(
            repairs ->
                page.dangling()
                    .forEach(
                        (row, problem) ->
                            tally.repaired += repairs.undelete(row, problem, work.call()) ? 1 : 0));
  }

  private void tell(SegmentedScan scan) {
    work.tell(
        WORK,
        tally.versions,
        () -> {
          Checkpoint checkpoint = Checkpoint.of(kind, identity, options.work());
          tally.save(checkpoint);
          scan.save(checkpoint);
          return checkpoint;
        });
  }
}

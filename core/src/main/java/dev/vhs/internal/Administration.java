package dev.vhs.internal;

import dev.vhs.Estimate;
import dev.vhs.LastSweep;
import dev.vhs.Location;
import dev.vhs.Maintenance;
import dev.vhs.Problem;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreStats;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.VerifyOptions;
import dev.vhs.VerifyReport;
import dev.vhs.Work;
import dev.vhs.WorkOptions;
import dev.vhs.spi.Row;
import dev.vhs.spi.UnreadableRow;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an operator needs; without deadlines, since it goes through whole stores. */
final class Administration implements Maintenance {
  private final Engine engine;
  private final Operations operations;
  private final StoreIdentity identity;
  private final Values values;
  private final ChainReading chain;

  Administration(
      Engine engine,
      Operations operations,
      StoreIdentity identity,
      Values values,
      ChainReading chain) {
    this.engine = engine;
    this.operations = operations;
    this.identity = identity;
    this.values = values;
    this.chain = chain;
  }

  @Override
  public Optional<Estimate> estimate(Work work) {
    return operations.bounded(
        "estimate", "", call -> Optional.ofNullable(Estimation.of(work, engine, call)));
  }

  @Override
  public SweepReport gc(SweepOptions options) {
    return operations.unbounded(
        "gc", "", call -> new Sweep(engine, identity.verify(call), chain, options, call).run());
  }

  @Override
  public Optional<LastSweep> lastSweep() {
    return operations.bounded(
        "lastSweep", "", call -> Optional.ofNullable(new SweepRecords(engine).last(call)));
  }

  @Override
  public VerifyReport verify(VerifyOptions options, Consumer<Problem> found) {
    return operations.unbounded(
        "verify",
        "",
        call -> {
          // Not the store's own identity, since that may be what is wrong.
          String index = Objects.requireNonNullElse(engine.index().identity(call), "");
          return new Verification(engine, values, options, found, index, call).run();
        });
  }

  @Override
  public StoreDescription adopt() {
    return operations.unbounded("adopt", "", this::adopt);
  }

  private StoreDescription adopt(OperationCall call) {
    long pointers = 0;
    long dangling = 0;
    long elsewhere = 0;
    @Nullable Row example = null;
    @Nullable Row alien = null;
    // A row that nobody can read binds the two halves no more and no less; verification tells of
    // it.
    Consumer<UnreadableRow> passedOver = Unreadable.passedOver(problem -> {});
    for (Iterator<Row> rows = IndexScan.rows(engine, passedOver, call); rows.hasNext(); ) {
      Row row = rows.next();
      Location location = row.payload();
      if (location != null) {
        pointers++;
        elsewhere += engine.own().keys().isUnderRoot(location) ? 0 : 1;
        if (engine.objects().stat(location, call) == null) {
          dangling++;
          example = row;
        }
      }
      if (!identity.couldBeShared(row)) {
        alien = row;
      }
    }
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
    return identity.renew(alien, call);
  }

  @Override
  public StoreStats stats(WorkOptions options) {
    return operations.unbounded(
        "stats", "", call -> new Statistics(new LongWork(engine, options, call)).run());
  }

  @Override
  public boolean exists() {
    return operations.bounded("exists", "", identity::exists);
  }

  @Override
  public StoreDescription describe() {
    return operations.bounded(
        "describe",
        "",
        call -> {
          StoreDescription description = identity.find(call);
          if (description == null) {
            throw new StoreMismatch(
                engine.backend().name() + " does not exist yet: its first write creates it", null);
          }
          return description;
        });
  }

  @Override
  public StoreDescription check() {
    return operations.bounded("check", "", identity::verify);
  }
}

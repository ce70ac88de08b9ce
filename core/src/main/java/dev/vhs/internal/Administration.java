package dev.vhs.internal;

import dev.vhs.Estimate;
import dev.vhs.LastSweep;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

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
        call -> new Verification(engine, values, options, found, indexIdentity(call), call).run());
  }

  /** Which index it is; not the store's own identity, since that may be what is wrong. */
  private String indexIdentity(OperationCall call) {
    return Objects.requireNonNullElse(engine.index().identity(call), "");
  }

  @Override
  public StoreDescription adopt() {
    return operations.unbounded("adopt", "", call -> new Adoption(engine, identity, call).run());
  }

  @Override
  public StoreStats stats(WorkOptions options) {
    return operations.unbounded(
        "stats",
        "",
        call -> new Statistics(new LongWork(engine, options, call), indexIdentity(call)).run());
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

package dev.vhs.internal;

import dev.vhs.AdoptPreview;
import dev.vhs.Estimate;
import dev.vhs.JobKind;
import dev.vhs.JobOptions;
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
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.identity.BoundStore;
import dev.vhs.internal.identity.StoreIdentity;
import dev.vhs.internal.maintenance.Adoption;
import dev.vhs.internal.maintenance.Estimation;
import dev.vhs.internal.maintenance.Job;
import dev.vhs.internal.maintenance.Statistics;
import dev.vhs.internal.maintenance.Verification;
import dev.vhs.internal.read.ChainReading;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.sweep.Sweep;
import dev.vhs.internal.sweep.SweepRecords;
import dev.vhs.internal.value.Values;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The operations of an operator. Most have no deadline, since they go through whole stores. */
final class MaintenanceOperations implements Maintenance {
  private final StoreContext store;
  private final Operations operations;
  private final StoreIdentity identity;
  private final Values values;
  private final ChainReading chain;

  MaintenanceOperations(
      StoreContext store,
      Operations operations,
      StoreIdentity identity,
      Values values,
      ChainReading chain) {
    this.store = store;
    this.operations = operations;
    this.identity = identity;
    this.values = values;
    this.chain = chain;
  }

  @Override
  public Optional<Estimate> estimate(JobKind work) {
    return operations.run(
        operations.call("estimate"),
        context -> Optional.ofNullable(Estimation.of(work, store, context)));
  }

  @Override
  public SweepReport gc(SweepOptions options) {
    return operations.run(
        operations.lasting("gc"),
        context -> {
          BoundStore bound =
              options.isDryRun()
                  ? identity.verify(context)
                  : identity.verifyToDelete(identity.find(context), context);
          return new Sweep(store, bound, chain, options, context).run();
        });
  }

  @Override
  public Optional<LastSweep> lastSweep() {
    return operations.run(
        operations.call("lastSweep"),
        context -> Optional.ofNullable(new SweepRecords(store).last(context)));
  }

  @Override
  public VerifyReport verify(VerifyOptions options, Consumer<Problem> found) {
    return operations.run(
        operations.lasting("verify"),
        context -> {
          if (options.repairs().isPresent()) {
            identity.checkToRepair(context);
          }
          return new Verification(store, values, options, found, indexIdentity(context), context)
              .run();
        });
  }

  /** Returns the identity of the index. The store's own identity may be what is wrong. */
  private String indexIdentity(OperationContext context) {
    return Objects.requireNonNullElse(store.index().identity(context.forRequest()), "");
  }

  @Override
  public StoreDescription adopt() {
    return operations.run(
        operations.lasting("adopt"), context -> new Adoption(store, identity, context).run());
  }

  @Override
  public AdoptPreview previewAdopt() {
    return operations.run(
        operations.lasting("previewAdopt"),
        context -> new Adoption(store, identity, context).preview());
  }

  @Override
  public StoreStats stats(JobOptions options) {
    return operations.run(
        operations.lasting("stats"),
        context -> new Statistics(new Job(store, options, context), indexIdentity(context)).run());
  }

  @Override
  public boolean exists() {
    return operations.run(operations.call("exists"), identity::exists);
  }

  @Override
  public StoreDescription describe() {
    return operations.run(
        operations.call("describe"),
        context -> {
          BoundStore found = identity.find(context);
          if (found == null) {
            throw new StoreMismatch(
                store.backend().name() + " does not exist yet: its first write creates it", null);
          }
          return found.description();
        });
  }

  @Override
  public StoreDescription check() {
    return operations.run(
        operations.call("check"), context -> identity.verify(context).description());
  }

  @Override
  public String toString() {
    return operations.named("Maintenance");
  }
}

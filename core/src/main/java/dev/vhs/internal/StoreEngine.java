package dev.vhs.internal;

import dev.vhs.CacheStats;
import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.Maintenance;
import dev.vhs.ReadOptions;
import dev.vhs.StoreDescription;
import dev.vhs.StreamStore;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.WriteOptions;
import dev.vhs.internal.commit.Committer;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.identity.StoreIdentity;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.read.ChainReading;
import dev.vhs.internal.read.Reader;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.Settings;
import dev.vhs.internal.sweep.VersionRemoval;
import dev.vhs.internal.value.Values;
import dev.vhs.internal.value.Zstd;
import dev.vhs.internal.write.DerivedVersions;
import dev.vhs.internal.write.Reclaimer;
import dev.vhs.internal.write.Updater;
import dev.vhs.internal.write.ValueUploader;
import dev.vhs.internal.write.Writer;
import dev.vhs.spi.Backend;

/** The engine put together: the only place that knows both halves of a store. */
public final class StoreEngine implements AutoCloseable {
  private final StoreContext engine;
  private final Operations operations;
  private final StoreIdentity identity;
  private final Reclaimer reclaimer;
  private final Values values;
  private final Reader reader;
  private final ValueUploader stager;
  private final Writer writer;
  private final Updater updater;
  private final DerivedVersions successions;
  private final ChainReading chain;
  private final VersionRemoval retirement;
  private final Batches batches;

  /** An engine over a backend, which it closes when it is closed. */
  public StoreEngine(Backend backend, Settings settings, Environment environment, Rules rules) {
    engine = StoreContext.of(backend, settings, environment, rules);
    settings.checkGrace(engine.traits().clockTolerance());
    if (settings.compress()) {
      Zstd.require();
    }
    operations = new Operations(engine);
    Committer committer = new Committer(engine);
    identity = new StoreIdentity(engine, committer);
    reclaimer = new Reclaimer(engine, identity);
    values = new Values(engine);
    reader = new Reader(engine, values);
    stager = new ValueUploader(engine, identity, reclaimer);
    writer = new Writer(engine, identity, reader, committer, reclaimer);
    updater = new Updater(engine, reader, stager, writer);
    successions = new DerivedVersions(engine, identity, reader, writer);
    chain = new ChainReading(engine);
    retirement = new VersionRemoval(engine, identity, reader, successions, chain);
    batches = new Batches(engine, operations);
  }

  /** The store with values of one type. */
  public <T> VersionedStore<T> typed(Codec<T> codec) {
    return new TypedOperations<>(this, codec, WriteOptions.DEFAULT, ReadOptions.DEFAULT);
  }

  /** The store with values as streams. */
  public StreamStore streams() {
    return new StreamOperations(this, WriteOptions.DEFAULT, ReadOptions.DEFAULT);
  }

  /** What an operator needs. */
  public Maintenance maintenance() {
    return new MaintenanceOperations(engine, operations, identity, values, chain);
  }

  /** Creates the store where it is not there, and checks that its halves belong together. */
  public StoreDescription create() {
    return operations.bounded("create", "", identity::bind);
  }

  /** What the store keeps of an id. */
  public Variant variant() {
    return engine.variant();
  }

  /** In which format the store is, or would be created. */
  public Compatibility compatibility() {
    return operations.bounded("describe", "", identity::compatibility);
  }

  /** What messages call the store. */
  public String name() {
    return engine.backend().name();
  }

  /** What the cache has done. */
  public CacheStats cacheStats() {
    return engine.cache().stats();
  }

  StoreContext engine() {
    return engine;
  }

  Operations operations() {
    return operations;
  }

  Values values() {
    return values;
  }

  Reader reader() {
    return reader;
  }

  ValueUploader stager() {
    return stager;
  }

  Writer writer() {
    return writer;
  }

  Updater updater() {
    return updater;
  }

  DerivedVersions successions() {
    return successions;
  }

  ChainReading chain() {
    return chain;
  }

  VersionRemoval retirement() {
    return retirement;
  }

  Batches batches() {
    return batches;
  }

  /** Finishes reclaims within the time set, and closes the backend. Closing twice does nothing. */
  @Override
  public void close() {
    if (operations.close()) {
      reclaimer.finish(engine.settings().closeTimeout());
      engine.backend().close();
    }
  }
}

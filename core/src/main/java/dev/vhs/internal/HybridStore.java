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
import dev.vhs.spi.Backend;

/** The engine put together: the only place that knows both halves of a store. */
public final class HybridStore implements AutoCloseable {
  private final Engine engine;
  private final Operations operations;
  private final StoreIdentity identity;
  private final Reclaimer reclaimer;
  private final Values values;
  private final Reader reader;
  private final Stager stager;
  private final Writer writer;
  private final Updater updater;
  private final Successions successions;
  private final ChainReading chain;
  private final Retirement retirement;
  private final Batches batches;

  /** An engine over a backend, which it closes when it is closed. */
  public HybridStore(Backend backend, Settings settings, Environment environment, Rules rules) {
    engine = Engine.of(backend, settings, environment, rules);
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
    stager = new Stager(engine, identity, reclaimer);
    writer = new Writer(engine, identity, reader, committer, reclaimer);
    updater = new Updater(engine, reader, stager, writer);
    successions = new Successions(engine, identity, reader, writer);
    chain = new ChainReading(engine);
    retirement = new Retirement(engine, identity, reader, successions, chain);
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
    return new Administration(engine, operations, identity, values, chain);
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

  Engine engine() {
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

  Stager stager() {
    return stager;
  }

  Writer writer() {
    return writer;
  }

  Updater updater() {
    return updater;
  }

  Successions successions() {
    return successions;
  }

  ChainReading chain() {
    return chain;
  }

  Retirement retirement() {
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

package dev.vhs.internal;

import dev.vhs.CacheStats;
import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.Maintenance;
import dev.vhs.StoreDescription;
import dev.vhs.StreamStore;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.internal.commit.Committer;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.identity.StoreIdentity;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.read.ChainReading;
import dev.vhs.internal.read.Reader;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.internal.sweep.VersionRemoval;
import dev.vhs.internal.value.CachedValues;
import dev.vhs.internal.value.CheckedCodec;
import dev.vhs.internal.value.Values;
import dev.vhs.internal.value.Zstd;
import dev.vhs.internal.write.DerivedVersions;
import dev.vhs.internal.write.Reclaimer;
import dev.vhs.internal.write.TypedWriter;
import dev.vhs.internal.write.ValueUploader;
import dev.vhs.internal.write.Writer;
import dev.vhs.spi.Backend;

/** The engine put together: the only place that knows both halves of a store. */
public final class StoreEngine implements AutoCloseable {
  private final StoreContext store;
  private final Operations operations;
  private final StoreIdentity identity;
  private final Reclaimer reclaimer;
  private final Values stored;
  private final CachedValues values;
  private final Reader reader;
  private final ChainReading chain;
  private final ValueUploader uploader;
  private final Writer writer;
  private final TypedWriter typedWriter;
  private final DerivedVersions derived;
  private final VersionRemoval removal;
  private final Batches batches;

  /** Creates an engine over a backend, which it closes when it is closed. */
  public StoreEngine(
      Backend backend, StoreSettings settings, Environment environment, Rules rules) {
    StoreSettings own = settings.checked();
    store = StoreContext.of(backend, own, environment, rules);
    own.checkGrace(store.traits().clockTolerance());
    if (own.compress()) {
      Zstd.require();
    }
    operations = new Operations(store);
    Committer committer = new Committer(store);
    identity = new StoreIdentity(store, committer);
    reclaimer = new Reclaimer(store);
    stored = new Values(store);
    values = new CachedValues(store, stored);
    reader = new Reader(store, values);
    chain = new ChainReading(store);
    uploader = new ValueUploader(store, identity, reclaimer);
    writer = new Writer(store, reader, committer, reclaimer);
    typedWriter = new TypedWriter(store, identity, reader, values, uploader, writer);
    derived = new DerivedVersions(store, identity, reader, uploader, writer);
    removal = new VersionRemoval(store, identity, reader, derived, chain);
    batches = new Batches(store, operations);
  }

  /** Returns the store with values of one type. */
  public <T> VersionedStore<T> typed(Codec<T> codec) {
    return new TypedOperations<>(
        operations,
        reader,
        chain,
        derived,
        removal,
        batches,
        typedWriter,
        new CheckedCodec<>(codec));
  }

  /** Returns the store with values as streams. */
  public StreamStore streams() {
    return new StreamOperations(
        operations, reader, chain, derived, removal, uploader, writer, stored, values);
  }

  /** Returns the operations of an operator. */
  public Maintenance maintenance() {
    return new MaintenanceOperations(store, operations, identity, stored, chain);
  }

  /** Creates the store if it does not exist, and checks that its halves belong together. */
  public StoreDescription create() {
    return operations.run(
        operations.call("create"), context -> identity.bind(context).description());
  }

  /** Returns the variant of the index: it keeps all versions of an id, or the newest. */
  public Variant variant() {
    return store.variant();
  }

  /** Returns the format that the store has, or would be created in. */
  public Compatibility compatibility() {
    return operations.run(operations.call("describe"), identity::compatibility);
  }

  /** Returns the name of the store in messages. */
  public String name() {
    return store.backend().name();
  }

  /** Returns the counts of the cache. */
  public CacheStats cacheStats() {
    return store.cache().stats();
  }

  /** Finishes reclaims within the time set, and closes the backend. Closing twice does nothing. */
  @Override
  public void close() {
    if (operations.close()) {
      reclaimer.finish(store.settings().closeTimeout());
      store.backend().close();
    }
  }
}

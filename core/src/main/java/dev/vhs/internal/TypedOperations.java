package dev.vhs.internal;

import dev.vhs.AsyncVersionedStore;
import dev.vhs.Codec;
import dev.vhs.ReadOptions;
import dev.vhs.Result;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.WriteOptions;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.read.NewestRows;
import dev.vhs.internal.read.Reader;
import dev.vhs.internal.write.PendingValue;
import dev.vhs.internal.write.Updater;
import dev.vhs.internal.write.VersionCondition;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Typed values over the engine. */
final class TypedOperations<T> extends ChainOperations implements VersionedStore<T> {
  private final Codec<T> codec;
  private final WriteOptions writing;
  private final ReadOptions reading;

  TypedOperations(StoreEngine store, Codec<T> codec, WriteOptions writing, ReadOptions reading) {
    super(store, reading);
    this.codec = codec;
    this.writing = writing;
    this.reading = reading;
  }

  @Override
  public VersionInfo init(String id, T value) {
    return write("init", id, value, new VersionCondition.First(id));
  }

  @Override
  public VersionInfo put(String id, long version, T value) {
    return write("put", id, value, VersionCondition.exactly(id, version));
  }

  @Override
  public VersionInfo putLatest(String id, T value) {
    return write("putLatest", id, value, new VersionCondition.Next());
  }

  @Override
  public VersionInfo replace(VersionInfo read, T value) {
    return write("replace", read.id(), value, new VersionCondition.After(RowInfo.from(read)));
  }

  private VersionInfo write(String operation, String id, T value, VersionCondition target) {
    return store
        .operations()
        .on(
            operation,
            id,
            call -> {
              byte[] bytes = Updater.encode(codec, id, value);
              PendingValue draft =
                  store
                      .stager()
                      .draft(
                          id,
                          bytes,
                          Updater.type(codec, writing),
                          writing,
                          writing.metadata(),
                          call);
              return store.writer().write(id, draft, target, call);
            });
  }

  @Override
  public VersionInfo update(String id, Function<? super T, ? extends @Nullable T> change) {
    return store
        .operations()
        .on("update", id, call -> store.updater().update(id, codec, writing, null, change, call));
  }

  @Override
  public VersionInfo upsert(String id, T value, Function<? super T, ? extends @Nullable T> change) {
    return store
        .operations()
        .on("upsert", id, call -> store.updater().update(id, codec, writing, value, change, call));
  }

  @Override
  public Versioned<T> getLatest(String id) {
    return store
        .operations()
        .on("getLatest", id, call -> decoded(store.reader().latest(id, consistency, call)));
  }

  @Override
  public Versioned<T> get(String id, long version) {
    return store
        .operations()
        .on("get", id, call -> decoded(store.reader().version(rowOf(id, version, call), call)));
  }

  private Versioned<T> decoded(Reader.Loaded loaded) {
    return new Versioned<>(
        loaded.info(), Updater.decode(codec, loaded.row(), loaded.bytes().unsafeArray()));
  }

  @Override
  public Map<String, Result<Versioned<T>>> getAll(Collection<String> ids) {
    NewestRows newest = store.batches().newest(ids, consistency);
    return store
        .batches()
        .each(
            ids,
            id ->
                store
                    .operations()
                    .on(
                        "getLatest",
                        id,
                        call -> decoded(store.reader().latest(id, newest, consistency, call))));
  }

  @Override
  public Map<String, Result<VersionInfo>> putAll(Map<String, ? extends T> values) {
    return store
        .batches()
        .each(values.keySet(), id -> putLatest(id, Objects.requireNonNull(values.get(id), id)));
  }

  @Override
  public VersionedStore<T> with(WriteOptions options) {
    return new TypedOperations<>(store, codec, options, reading);
  }

  @Override
  public VersionedStore<T> with(ReadOptions options) {
    return new TypedOperations<>(store, codec, writing, options);
  }

  @Override
  public AsyncVersionedStore<T> async(Executor executor) {
    return new AsyncOperations<>(this, executor);
  }
}

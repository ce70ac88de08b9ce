package dev.vhs.internal;

import dev.vhs.AsyncVersionedStore;
import dev.vhs.Codec;
import dev.vhs.Facts;
import dev.vhs.ReadOptions;
import dev.vhs.Result;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.WriteOptions;
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

  TypedOperations(HybridStore store, Codec<T> codec, WriteOptions writing, ReadOptions reading) {
    super(store, reading);
    this.codec = codec;
    this.writing = writing;
    this.reading = reading;
  }

  @Override
  public Facts init(String id, T value) {
    return write("init", id, value, new Target.First(id));
  }

  @Override
  public Facts put(String id, long version, T value) {
    return write("put", id, value, Target.exactly(id, version));
  }

  @Override
  public Facts putLatest(String id, T value) {
    return write("putLatest", id, value, new Target.Next());
  }

  @Override
  public Facts replace(Facts read, T value) {
    return write("replace", read.id(), value, new Target.After(read));
  }

  private Facts write(String operation, String id, T value, Target target) {
    return store
        .operations()
        .on(
            operation,
            id,
            call -> {
              byte[] bytes = Updater.encode(codec, id, value);
              Draft draft =
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
  public Facts update(String id, Function<? super T, ? extends @Nullable T> change) {
    return store
        .operations()
        .on("update", id, call -> store.updater().update(id, codec, writing, null, change, call));
  }

  @Override
  public Facts upsert(String id, T value, Function<? super T, ? extends @Nullable T> change) {
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
        loaded.facts(), Updater.decode(codec, loaded.row(), loaded.bytes().unsafeArray()));
  }

  @Override
  public Map<String, Result<Versioned<T>>> getAll(Collection<String> ids) {
    Batches.NewestRows newest = store.batches().newest(ids, consistency);
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
  public Map<String, Result<Facts>> putAll(Map<String, ? extends T> values) {
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

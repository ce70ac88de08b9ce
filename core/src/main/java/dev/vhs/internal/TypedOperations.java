package dev.vhs.internal;

import dev.vhs.AsyncVersionedStore;
import dev.vhs.NoVersionExists;
import dev.vhs.ReadOptions;
import dev.vhs.Result;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.WriteOptions;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.read.ChainReading;
import dev.vhs.internal.read.Reader;
import dev.vhs.internal.sweep.VersionRemoval;
import dev.vhs.internal.value.CheckedCodec;
import dev.vhs.internal.write.DerivedVersions;
import dev.vhs.internal.write.TypedWriter;
import dev.vhs.internal.write.VersionCondition;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations on values of one type. */
final class TypedOperations<T> extends ChainOperations implements VersionedStore<T> {
  private final Batches batches;
  private final TypedWriter writer;
  private final CheckedCodec<T> codec;
  private final WriteOptions writing;
  private final ReadOptions reading;

  TypedOperations(
      Operations operations,
      Reader reader,
      ChainReading chain,
      DerivedVersions derived,
      VersionRemoval removal,
      Batches batches,
      TypedWriter writer,
      CheckedCodec<T> codec) {
    super(operations, reader, chain, derived, removal);
    this.batches = batches;
    this.writer = writer;
    this.codec = codec;
    this.writing = WriteOptions.DEFAULT;
    this.reading = ReadOptions.DEFAULT;
  }

  private TypedOperations(TypedOperations<T> same, WriteOptions writing, ReadOptions reading) {
    super(same, reading);
    this.batches = same.batches;
    this.writer = same.writer;
    this.codec = same.codec;
    this.writing = writing;
    this.reading = reading;
  }

  @Override
  public VersionInfo init(String id, T value) {
    return operations.run(
        operations.call("init", id),
        context ->
            writer.write(id, codec, writing, value, new VersionCondition.First(id), context));
  }

  @Override
  public VersionInfo put(String id, long version, T value) {
    VersionCondition condition = VersionCondition.exactly(id, version);
    return operations.run(
        operations.call("put", id),
        context -> writer.write(id, codec, writing, value, condition, context));
  }

  @Override
  public VersionInfo putLatest(String id, T value) {
    return next(id, value);
  }

  private VersionInfo next(String id, @Nullable T value) {
    return operations.run(
        operations.call("putLatest", id),
        context -> writer.write(id, codec, writing, value, new VersionCondition.Next(), context));
  }

  @Override
  public VersionInfo replace(VersionInfo read, T value) {
    return operations.run(
        operations.call("replace", read.id()),
        context ->
            writer.write(
                read.id(),
                codec,
                writing,
                value,
                new VersionCondition.After(RowInfo.from(read)),
                context));
  }

  @Override
  public VersionInfo update(String id, Function<? super T, ? extends @Nullable T> change) {
    return operations.run(
        operations.call("update", id),
        context -> writer.update(id, codec, writing, null, change, context));
  }

  @Override
  public VersionInfo upsert(String id, T value, Function<? super T, ? extends @Nullable T> change) {
    return operations.run(
        operations.call("upsert", id),
        context -> writer.update(id, codec, writing, codec.present(id, value), change, context));
  }

  @Override
  public Versioned<T> getLatest(String id) {
    return operations.run(
        operations.call("getLatest", id),
        context -> decoded(reader.latest(id, consistency, context)));
  }

  @Override
  public Versioned<T> get(String id, long version) {
    return operations.run(
        operations.call("get", id),
        context -> decoded(reader.version(rowOf(id, version, context), context)));
  }

  @Override
  public Optional<Versioned<T>> findLatest(String id) {
    return operations.run(
        operations.call("findLatest", id),
        context -> found(() -> reader.latest(id, consistency, context)));
  }

  @Override
  public Optional<Versioned<T>> find(String id, long version) {
    return operations.run(
        operations.call("find", id),
        context -> found(() -> reader.version(rowOf(id, version, context), context)));
  }

  /** Returns what was loaded, decoded; a codec's own failure is none to find. */
  private Optional<Versioned<T>> found(Supplier<Reader.Loaded> load) {
    Reader.Loaded loaded;
    try {
      loaded = load.get();
    } catch (NoVersionExists e) {
      return Optional.empty();
    }
    return Optional.of(decoded(loaded));
  }

  private Versioned<T> decoded(Reader.Loaded loaded) {
    return new Versioned<>(loaded.info(), codec.decode(loaded.row(), loaded.bytes().unsafeArray()));
  }

  @Override
  public Map<String, Result<Versioned<T>>> getAll(Collection<String> ids) {
    return batches.eachNewest(
        ids,
        consistency,
        (id, newest) ->
            operations.run(
                operations.call("getLatest", id),
                context -> decoded(reader.latest(id, newest, consistency, context))));
  }

  @Override
  public Map<String, Result<VersionInfo>> putAll(Map<String, ? extends T> values) {
    return batches.each(values.keySet(), id -> next(id, values.get(id)));
  }

  @Override
  public VersionedStore<T> with(WriteOptions options) {
    return new TypedOperations<>(this, options, reading);
  }

  @Override
  public VersionedStore<T> with(ReadOptions options) {
    return new TypedOperations<>(this, writing, options);
  }

  @Override
  public AsyncVersionedStore<T> async(Executor executor) {
    return new AsyncOperations<>(this, executor);
  }

  @Override
  public String toString() {
    return operations.named("VersionedStore");
  }
}

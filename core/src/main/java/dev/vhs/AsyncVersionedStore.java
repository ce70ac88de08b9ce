package dev.vhs;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a {@link VersionedStore}, each run by an executor. A stage fails with the
 * exception that the operation throws. Cancelling a stage does not stop an operation that runs.
 * Applications must not implement this interface, to which methods may be added.
 *
 * @param <T> the type of values
 */
public interface AsyncVersionedStore<T> {
  /** Runs {@link VersionedStore#init}. */
  CompletionStage<VersionInfo> init(String id, T value);

  /** Runs {@link VersionedStore#put}. */
  CompletionStage<VersionInfo> put(String id, long version, T value);

  /** Runs {@link VersionedStore#putLatest}. */
  CompletionStage<VersionInfo> putLatest(String id, T value);

  /** Runs {@link VersionedStore#replace(Versioned, Object)}. */
  CompletionStage<VersionInfo> replace(Versioned<T> read, T value);

  /** Runs {@link VersionedStore#update}. */
  CompletionStage<VersionInfo> update(String id, Function<? super T, ? extends @Nullable T> change);

  /** Runs {@link VersionedStore#upsert}. */
  CompletionStage<VersionInfo> upsert(
      String id, T value, Function<? super T, ? extends @Nullable T> change);

  /** Runs {@link VersionedStore#getLatest}. */
  CompletionStage<Versioned<T>> getLatest(String id);

  /** Runs {@link VersionedStore#get}. */
  CompletionStage<Versioned<T>> get(String id, long version);

  /** Runs {@link VersionChains#info(String)}. */
  CompletionStage<VersionInfo> info(String id);

  /** Runs {@link VersionChains#restore}. */
  CompletionStage<VersionInfo> restore(String id, long version);

  /** Runs {@link VersionChains#delete}. */
  CompletionStage<VersionInfo> delete(String id);

  /** Runs any other operation of the store by the executor. */
  <R> CompletionStage<R> apply(Function<? super VersionedStore<T>, ? extends R> operation);
}

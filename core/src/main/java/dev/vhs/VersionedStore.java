package dev.vhs;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store of typed values.
 *
 * <p>A write that returned is durable, and its version is higher than every version that was
 * acknowledged before the write began. Reads see every write acknowledged before they began, unless
 * {@link ReadOptions#eventual} was asked for. Writes return the facts of what they wrote with no
 * further read. Writes that retry conflicts do so with full-jitter back-off within {@link
 * VhsBuilder#conflictBudget}, and then throw {@link VersionConflict}.
 *
 * <p>Beside what a method names, each may throw what {@link VersionChains} says, and {@link
 * CodecFailure}.
 *
 * @param <T> the type of values
 */
public interface VersionedStore<T> extends VersionChains {
  /**
   * Writes version 0 of a new id.
   *
   * @throws VersionAlreadyExists if the id has ever had a version, deleted or not
   */
  VersionInfo init(String id, T value);

  /**
   * Writes exactly that version; gaps are allowed. Compared with the newest only.
   *
   * @throws VersionAlreadyExists if the newest has that version
   * @throws HigherVersionExists if the newest has a higher one
   */
  VersionInfo put(String id, long version, T value);

  /** Writes the next version, whatever it is. */
  VersionInfo putLatest(String id, T value);

  /**
   * Writes the version after one that was read.
   *
   * @throws HigherVersionExists if that is not the newest any more
   */
  default VersionInfo replace(Versioned<T> read, T value) {
    return replace(read.info(), value);
  }

  /**
   * Writes the version after one whose facts were read.
   *
   * @throws HigherVersionExists if that is not the newest any more
   */
  VersionInfo replace(VersionInfo read, T value);

  /**
   * Reads the newest value, applies a function and writes the next version. On a conflict it reads
   * again and applies the function again, so the function must not have effects of its own. With a
   * {@linkplain VhsBuilder#cacheBytes cache} the first value that it is given may be an older one;
   * nothing comes of that then, neither a write nor what the function answers or throws.
   *
   * @param change from the value to the next; null for no change, and then nothing is written
   * @return the facts of the new version, or of the unchanged one
   * @throws NoVersionExists if there is no value
   * @throws DanglingPointer if the value's object is gone
   */
  VersionInfo update(String id, Function<? super T, ? extends @Nullable T> change);

  /**
   * {@link #update}, or where there is no value (none yet, or deleted) writes {@code value} as the
   * next version.
   */
  VersionInfo upsert(String id, T value, Function<? super T, ? extends @Nullable T> change);

  /**
   * Reads the newest value.
   *
   * @throws NoVersionExists if there is none, or the id was deleted
   * @throws DanglingPointer if the object is gone
   * @throws CorruptValue if the bytes are not those that were written
   */
  Versioned<T> getLatest(String id);

  /**
   * Reads one version; in the single-version variant only the newest. With a {@linkplain
   * VhsBuilder#cacheBytes cache} a multi-version store may show one that another process has pruned
   * or purged, unless the reads are {@linkplain ReadOptions#confirmed confirmed}.
   *
   * @throws NoVersionExists if there is no such version, or it is a deletion
   * @throws DanglingPointer if the object is gone
   * @throws CorruptValue if the bytes are not those that were written
   */
  Versioned<T> get(String id, long version);

  /**
   * Reads the newest value of many ids, several at once.
   *
   * @return a result for each id, in the order given
   */
  Map<String, Result<Versioned<T>>> getAll(Collection<String> ids);

  /**
   * Writes the next version of many ids, several at once; each for itself, not as one.
   *
   * @return a result for each id, in the map's order
   */
  Map<String, Result<VersionInfo>> putAll(Map<String, ? extends T> values);

  /** This store, writing with those options. */
  VersionedStore<T> with(WriteOptions options);

  /** This store, reading with those options. */
  VersionedStore<T> with(ReadOptions options);

  /**
   * This store's operations, run by an executor; on virtual threads that scales to many at once.
   */
  AsyncVersionedStore<T> async(Executor executor);
}

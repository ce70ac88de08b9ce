package dev.vhs;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store of typed values. Applications must not implement this interface, to which methods may be
 * added.
 *
 * <pre>{@code
 * try (Vhs vhs = Vhs.open("file:.vhs")) {
 *   VersionedStore<String> books = vhs.store(Codec.text());
 *   VersionInfo first = books.init("b1", "Emma");
 *   books.replace(first, "Emma, lent"); // HigherVersionExists if somebody else wrote meanwhile
 *   books.update("b1", text -> text + ", torn"); // never loses anybody's change
 *   Optional<Versioned<String>> other = books.findLatest("b2"); // empty
 * }
 * }</pre>
 *
 * <p>A write that returned is durable, and its version is higher than every version that was
 * acknowledged before the write began. Reads see every write acknowledged before they began, unless
 * {@link ReadOptions#eventual} was asked for. Writes return the facts of the version that they
 * wrote with no further read. Writes that retry conflicts do so with full-jitter back-off within
 * {@link VhsBuilder#conflictBudget}, and then throw {@link VersionConflict}.
 *
 * <p>Each method may also throw the exceptions of {@link VersionChains}, and {@link CodecFailure}.
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
   * Writes exactly one version; gaps are allowed. It is compared with the newest version only.
   *
   * @throws VersionAlreadyExists if the newest has that version
   * @throws HigherVersionExists if the newest has a higher one
   */
  VersionInfo put(String id, long version, T value);

  /** Writes the next version, whatever its number. */
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
   * {@linkplain VhsBuilder#cacheBytes cache} the first value that the function receives may be an
   * older one; its result or exception is then ignored, and the function is applied again.
   *
   * @param change a function from the value to the next one; it returns null for no change, and
   *     then nothing is written
   * @return the facts of the new version, or of the unchanged one
   * @throws NoVersionExists if there is no value
   * @throws DanglingPointer if the value's object is gone
   */
  VersionInfo update(String id, Function<? super T, ? extends @Nullable T> change);

  /**
   * Updates the newest value as {@link #update} does, or writes a first one if there is no value
   * (none yet, or deleted).
   *
   * @param value the value to write if there is none
   * @param change a function from the value to the next one, as in {@link #update}
   */
  VersionInfo upsert(String id, T value, Function<? super T, ? extends @Nullable T> change);

  /**
   * Reads the newest value.
   *
   * @throws NoVersionExists if there is no value, or the id was deleted
   * @throws DanglingPointer if the object is gone
   * @throws CorruptValue if the bytes are not those that were written
   */
  Versioned<T> getLatest(String id);

  /**
   * Finds the newest value, as {@link #getLatest} reads it. Empty if there is no value, or the id
   * was deleted.
   *
   * @throws DanglingPointer if the object is gone
   * @throws CorruptValue if the bytes are not those that were written
   */
  Optional<Versioned<T>> findLatest(String id);

  /**
   * Reads one version; in the single-version variant only the newest. With a {@linkplain
   * VhsBuilder#cacheBytes cache} a multi-version store may show a version that another process has
   * pruned or purged, unless the reads are {@linkplain ReadOptions#confirmed confirmed}.
   *
   * @throws NoVersionExists if there is no such version, or it is a deletion
   * @throws DanglingPointer if the object is gone
   * @throws CorruptValue if the bytes are not those that were written
   */
  Versioned<T> get(String id, long version);

  /**
   * Finds one version, as {@link #get} reads it. Empty if there is no such version, or it is a
   * deletion.
   *
   * @throws DanglingPointer if the object is gone
   * @throws CorruptValue if the bytes are not those that were written
   */
  Optional<Versioned<T>> find(String id, long version);

  /**
   * Reads the newest value of many ids, several at once.
   *
   * @return a result for each id, in the order given
   */
  Map<String, Result<Versioned<T>>> getAll(Collection<String> ids);

  /**
   * Writes the next version of many ids, several at once. Each is a write of its own: some may
   * succeed and others fail.
   *
   * @return a result for each id, in the map's order
   */
  Map<String, Result<VersionInfo>> putAll(Map<String, ? extends T> values);

  /** Returns this store with other options of writes. */
  VersionedStore<T> with(WriteOptions options);

  /** Returns this store with other options of reads. */
  VersionedStore<T> with(ReadOptions options);

  /**
   * Returns this store's operations, each run by an executor; virtual threads scale to many at
   * once.
   */
  AsyncVersionedStore<T> async(Executor executor);
}

package dev.vhs;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The operations for operators: the sweep, verification, statistics, and the store's identity.
 * Applications must not implement this interface, to which methods may be added.
 */
public interface Maintenance {
  /**
   * Returns the most that a task on the whole store may take, from one request. Empty if the index
   * does not tell its size: an index on this machine does not, since its reads are free.
   *
   * @param work the task
   */
  Optional<Estimate> estimate(JobKind work);

  /**
   * Sweeps the store: deletes objects that no pointer names and that are older than the grace
   * period, drops markers and, in the single-version variant, the values that tombstones kept, and
   * ends stale uploads. Safe beside live writers. In doubt it keeps an object.
   *
   * @throws StoreMismatch if the identities of index and object store are missing or differ
   */
  SweepReport gc(SweepOptions options);

  /**
   * Returns the last sweep that succeeded. The store keeps its dates and figures beside its store
   * object, so this costs a listing and a read. Dry runs and sweeps that stopped do not count.
   * Empty if there was none yet.
   */
  Optional<LastSweep> lastSweep();

  /**
   * Reads the whole index and looks for each object. Changes nothing unless the options ask for
   * repairs.
   *
   * @param found receives each problem as it is found, one call at a time, on any thread
   */
  VerifyReport verify(VerifyOptions options, Consumer<Problem> found);

  /**
   * Reads the whole index and looks for each object. Changes nothing.
   *
   * @param deep whether to read every object and check its bytes
   * @param found receives each problem as it is found, one call at a time, on any thread
   */
  default VerifyReport verify(boolean deep, Consumer<Problem> found) {
    return verify(deep ? VerifyOptions.DEFAULT.deep() : VerifyOptions.DEFAULT, found);
  }

  /**
   * Verifies that the index's pointers name objects of this store, and writes a new identity into
   * both halves. It is for a table that was restored or moved on purpose. In a store that the Scala
   * client shares, only the object store gets an identity, which {@link #gc} and {@code prune}
   * need. It gets the grace period and commit window of {@link VhsBuilder#grace} with it. Processes
   * that have such a store open go on with the periods of their own settings until they open it
   * again. A shared store stays shared.
   *
   * @throws StoreMismatch if pointers dangle, if none names an object of this store, or if the rows
   *     are partly those of a native store and partly those of a shared one and neither was
   *     {@linkplain VhsBuilder#compatibility asked for}
   */
  StoreDescription adopt();

  /**
   * Returns the changes that {@link #adopt} would make, after the same verification. Changes
   * nothing.
   *
   * @throws StoreMismatch if {@link #adopt} would refuse
   */
  AdoptPreview previewAdopt();

  /**
   * Counts ids, versions and bytes, by a scan of the whole index; rows that can't be read are
   * counted apart. With a segment, counts that part of the ids.
   */
  StoreStats stats(JobOptions options);

  /** Counts ids, versions and bytes, by a scan of the whole index. */
  default StoreStats stats() {
    return stats(JobOptions.DEFAULT);
  }

  /**
   * Returns whether there is a store: one that was created, or an index with rows.
   *
   * @throws StoreMismatch if there is one, and it is another store than this
   */
  boolean exists();

  /**
   * Returns the description of the store, from its own store row or object.
   *
   * @throws StoreMismatch if it was not created yet, or has another format than was asked for
   */
  StoreDescription describe();

  /**
   * Returns the description of the store after the checks that {@link #gc}, {@code prune} and
   * {@code purge} make before they delete: index and objects have their identities, these belong
   * together, and the index is safe to delete by. Changes nothing.
   *
   * @throws StoreMismatch if a check fails
   */
  StoreDescription check();
}

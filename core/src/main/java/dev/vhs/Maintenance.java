package dev.vhs;

import java.util.Optional;
import java.util.function.Consumer;

/** What an operator needs: the sweep, verification, statistics, and the store's identity. */
public interface Maintenance {
  /**
   * What work on the whole store may take, before it begins; from one request. Empty where the
   * index does not tell its size, as one on this machine, whose reads nobody is billed for.
   */
  Optional<Estimate> estimate(MaintenanceTask work);

  /**
   * The sweep: deletes objects that no pointer names and that are older than the grace period,
   * drops markers and, in the single-version variant, what tombstones kept, and ends stale uploads.
   * Safe beside live writers. Where in doubt it keeps.
   *
   * @throws StoreMismatch if the identities of index and object store are not there or differ
   */
  SweepReport gc(SweepOptions options);

  /**
   * The last sweep that succeeded: the store keeps its date and figures beside its store object. A
   * dry run is none, nor is one that stopped. It takes a listing and a read; empty where there was
   * none yet.
   */
  Optional<LastSweep> lastSweep();

  /**
   * Reads the whole index and looks for each object. Changes nothing unless it is to repair.
   *
   * @param found is told of each problem as it is found, one call at a time, on any thread
   */
  VerifyReport verify(VerifyOptions options, Consumer<Problem> found);

  /**
   * Reads the whole index and looks for each object. Changes nothing.
   *
   * @param deep whether to read every object and check its bytes
   * @param found is told of each problem as it is found, one call at a time, on any thread
   */
  default VerifyReport verify(boolean deep, Consumer<Problem> found) {
    return verify(deep ? VerifyOptions.DEFAULT.deep() : VerifyOptions.DEFAULT, found);
  }

  /**
   * Verifies that the index's pointers name objects of this store, and writes identities anew into
   * both: after a table was restored or moved on purpose. Of a store that the Scala client shares
   * the object store alone gets one, with the grace period and commit window of this opening;
   * {@link #gc} and {@code prune} need it. Processes that have such a store open go on with those
   * of their own settings until they open it again.
   *
   * @throws StoreMismatch if pointers dangle, or none names an object of this store: then the two
   *     halves don't belong together
   */
  StoreDescription adopt();

  /**
   * Counts ids, versions and bytes, by a scan of the whole index; rows that can't be read are
   * counted apart. With a segment, of that part of the ids.
   */
  StoreStats stats(JobOptions options);

  /** Counts ids, versions and bytes, by a scan of the whole index. */
  default StoreStats stats() {
    return stats(JobOptions.DEFAULT);
  }

  /**
   * Whether there is a store: one that was created, or an index with rows.
   *
   * @throws StoreMismatch if there is one that is not this
   */
  boolean exists();

  /**
   * What the store is, from its own store row or object.
   *
   * @throws StoreMismatch if it was not created yet, or is not of the format that was asked for
   */
  StoreDescription describe();

  /**
   * What the store is, after all that {@link #gc}, {@code prune} and {@code purge} make sure of
   * before they delete: that index and objects have their identities, that these belong together,
   * and that the index is one to delete by. Changes nothing.
   *
   * @throws StoreMismatch if that is not so
   */
  StoreDescription check();
}

package dev.vhs;

import java.util.function.Consumer;

/** What an operator needs: the sweep, verification, statistics, and the store's identity. */
public interface Maintenance {
  /**
   * The sweep: deletes objects that no pointer names and that are older than the grace period,
   * drops markers and, in the single-version variant, what tombstones kept, and ends stale uploads.
   * Safe beside live writers. Where in doubt it keeps.
   *
   * @throws StoreMismatch if the identities of index and object store are not there or differ
   */
  SweepReport gc(SweepOptions options);

  /**
   * Reads the whole index and looks for each object. Changes nothing.
   *
   * @param deep whether to read every object and check its bytes
   * @param found is told of each problem as it is found
   */
  VerifyReport verify(boolean deep, Consumer<Problem> found);

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

  /** Counts ids, versions and bytes, by a scan of the whole index. */
  StoreStats stats();

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

package dev.vhs;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The operations of a store that never touch a value's bytes: facts, history, deletion, restoring.
 * Applications must not implement this interface, to which methods may be added.
 *
 * <p>Safe for use by many threads. Every call has the deadline {@link VhsBuilder#callTimeout},
 * except calls that go through a whole chain or store (history, purge, prune, scan): there each
 * request to the index has this deadline. Each method may throw {@link InvalidId}, {@link
 * StoreUnavailable}, {@link AccessDenied} and {@link StoreMismatch}, and each method that writes
 * {@link CommitOutcomeUnknown}. An operation that the store's {@link Variant} or {@link
 * Compatibility} does not have throws {@link UnsupportedOperationException} with the reason.
 */
public interface VersionChains {
  /**
   * Returns the facts of the newest version, from one read of the index.
   *
   * @throws NoVersionExists if there is no version, or the id was deleted
   */
  VersionInfo info(String id);

  /**
   * Returns the facts of one version.
   *
   * @throws NoVersionExists if there is no such version, or it is a deletion
   */
  VersionInfo info(String id, long version);

  /** Returns whether the id has a value: a newest version that is not a deletion. */
  boolean exists(String id);

  /**
   * Returns the facts of every version, deletions included, newest first. They are read page by
   * page as the stream is consumed; the first page is read before this method returns.
   *
   * @throws NoVersionExists if the id never had a version
   */
  Stream<VersionInfo> history(String id);

  /**
   * Returns the facts of every version below a given one, newest first; an empty stream if there is
   * none.
   *
   * @param before the version to begin below
   */
  Stream<VersionInfo> history(String id, long before);

  /**
   * Makes an old version the newest again: the next version points to the same object, and no bytes
   * are copied. In the single-version variant this undoes a deletion, within the grace period.
   *
   * @throws NoVersionExists if the version is not there, is a deletion, or was pruned or purged
   *     meanwhile
   */
  VersionInfo restore(String id, long version);

  /**
   * Writes the next version with the same value and other metadata.
   *
   * @param change a function from the metadata as they are to the new ones; it may be called more
   *     than once
   * @throws NoVersionExists if there is no value
   * @throws ValueTooLarge if the metadata are over 8 KiB
   */
  VersionInfo updateMetadata(String id, UnaryOperator<Map<String, String>> change);

  /**
   * Writes a tombstone as the next version. Old versions can still be read and restored, and
   * versions go on counting.
   *
   * @return the facts of the tombstone
   * @throws NoVersionExists if there is no value to delete
   */
  VersionInfo delete(String id);

  /**
   * Writes a tombstone as exactly one version; gaps are allowed, and the id need not have a value.
   * This lets a copy of a store keep the numbers of its versions. In the single-version variant
   * nothing is kept to restore.
   *
   * @return the facts of the tombstone
   * @throws VersionAlreadyExists if the newest has that version
   * @throws HigherVersionExists if the newest has a higher one
   */
  VersionInfo delete(String id, long version);

  /**
   * Deletes an id and removes every byte of it for good. A tombstone stays, so that versions go on
   * counting.
   *
   * @throws NoVersionExists if the id never had a version
   * @throws StoreMismatch if the store's identity can't be verified
   */
  PurgeReport purge(String id);

  /**
   * Purges an id and removes its last traces: its versions begin at 0 again. A write may be lost
   * unless all of this holds on every machine: nobody writes the id meanwhile, and within the last
   * commit window nobody began to write it, or read it through a {@linkplain VhsBuilder#cacheBytes
   * cache} to write it later.
   */
  PurgeReport purgeAndForget(String id);

  /**
   * Drops the oldest versions of an id: always a prefix of the chain, never the newest. Objects
   * that a remaining version shares are kept.
   *
   * @throws NoVersionExists if the id never had a version
   * @throws UnsupportedOperationException in the single-version variant
   * @throws StoreMismatch if the store's identity can't be verified
   */
  PruneReport prune(String id, RetentionPolicy keep);

  /**
   * Returns what {@link #prune} would drop and delete now. Changes nothing.
   *
   * @throws NoVersionExists if the id never had a version
   * @throws UnsupportedOperationException in the single-version variant
   * @throws StoreMismatch if the store's identity can't be verified
   */
  PruneReport previewPrune(String id, RetentionPolicy keep);

  /**
   * Returns the newest version of every id that a {@link Scan} selects, in any order. It reads the
   * whole segment of the index, with all versions, whatever the prefix: on DynamoDB that costs a
   * read unit for each 4 KB of the table.
   */
  Stream<VersionInfo> scan(Scan scan);
}

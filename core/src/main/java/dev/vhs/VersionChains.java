package dev.vhs;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The operations of a store that never touch a value's bytes: facts, history, deletion, restoring.
 *
 * <p>Safe for use by many threads. Every call has the deadline {@link VhsBuilder#callTimeout}, but
 * those that go through a whole chain or store (history, purge, prune, scan): of these each request
 * to the index has. Beside what a method names, each may throw {@link InvalidId}, {@link
 * StoreUnavailable}, {@link AccessDenied} and {@link StoreMismatch}; each that writes may throw
 * {@link CommitOutcomeUnknown}. An operation that the store's {@link Variant} or {@link
 * Compatibility} does not have throws {@link UnsupportedOperationException} with the reason.
 */
public interface VersionChains {
  /**
   * The facts of the newest version, from one read of the index.
   *
   * @throws NoVersionExists if there is none, or the id was deleted
   */
  VersionInfo info(String id);

  /**
   * The facts of one version.
   *
   * @throws NoVersionExists if there is no such version, or it is a deletion
   */
  VersionInfo info(String id, long version);

  /** Whether the id has a newest version that is no deletion. */
  boolean exists(String id);

  /**
   * Every version's facts, deletions among them, newest first, read page by page as the stream is
   * consumed. The first page is read before this returns.
   *
   * @throws NoVersionExists if the id never had a version
   */
  Stream<VersionInfo> history(String id);

  /**
   * The same, of the versions below one; empty where there are none.
   *
   * @param before the version to begin below
   */
  Stream<VersionInfo> history(String id, long before);

  /**
   * Makes an old version the newest again: the next version points to the same object, and no bytes
   * are copied. In the single-version variant it undoes a deletion, within the grace period.
   *
   * @throws NoVersionExists if that version is not there, was a deletion, or was pruned or purged
   *     meanwhile
   */
  VersionInfo restore(String id, long version);

  /**
   * Writes a next version with the same value and other metadata.
   *
   * @param change from the metadata as they are to those to be; it may be called more than once
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
   * Writes a tombstone as exactly that version; gaps are allowed, and the id need not have a value.
   * It is for copies of a store that keep versions as they are; in the single-version variant it
   * keeps nothing to restore.
   *
   * @return the facts of the tombstone
   * @throws VersionAlreadyExists if the newest has that version
   * @throws HigherVersionExists if the newest has a higher one
   */
  VersionInfo delete(String id, long version);

  /**
   * Deletes an id and removes every byte of it for good. What stays is a tombstone, so that
   * versions go on counting.
   *
   * @throws NoVersionExists if the id never had a version
   * @throws StoreMismatch if the store's identity can't be verified
   */
  PurgeReport purge(String id);

  /**
   * Purges an id and forgets that it ever was: its versions begin at 0 again. Nobody may be writing
   * that id meanwhile, on any machine, nor have begun to within the commit window, nor have read it
   * within that time with a {@linkplain VhsBuilder#cacheBytes cache} and write it later; otherwise
   * a write may be lost.
   */
  PurgeReport purgeAndForget(String id);

  /**
   * Drops the oldest versions of an id: always a prefix of the chain, never the newest. Objects
   * that a version still there shares are kept.
   *
   * @throws NoVersionExists if the id never had a version
   * @throws UnsupportedOperationException in the single-version variant
   * @throws StoreMismatch if the store's identity can't be verified
   */
  PruneReport prune(String id, RetentionPolicy keep);

  /**
   * What {@link #prune} would drop and delete now. Nothing is changed.
   *
   * @throws NoVersionExists if the id never had a version
   * @throws UnsupportedOperationException in the single-version variant
   * @throws StoreMismatch if the store's identity can't be verified
   */
  PruneReport previewPrune(String id, RetentionPolicy keep);

  /**
   * The newest version of every id that a {@link Scan} selects, in no order that lasts. It reads
   * the whole segment of the index, all versions among it, whatever the prefix: on DynamoDB that
   * costs a read unit for each 4 KB of the table.
   */
  Stream<VersionInfo> scan(Scan scan);
}

package dev.vhs;

/**
 * A store of values of any size, as streams: a value larger than the heap passes through.
 * Applications must not implement this interface, to which methods may be added.
 *
 * <p>The guarantees are those of {@link VersionedStore}. Calls that carry a stream have no
 * deadline. A write that must be repeated after its source was read needs a source that can be
 * opened again; from another source it fails and says so.
 */
public interface StreamStore extends VersionChains {
  /**
   * Writes version 0 of a new id.
   *
   * @throws VersionAlreadyExists if the id has ever had a version, deleted or not
   */
  VersionInfo init(String id, Source source);

  /**
   * Writes exactly one version; gaps are allowed.
   *
   * @throws VersionAlreadyExists if the newest has that version
   * @throws HigherVersionExists if the newest has a higher one
   */
  VersionInfo put(String id, long version, Source source);

  /** Writes the next version, whatever its number. */
  VersionInfo putLatest(String id, Source source);

  /**
   * Writes the version after one whose facts were read.
   *
   * @throws HigherVersionExists if that is not the newest any more
   */
  VersionInfo replace(VersionInfo read, Source source);

  /**
   * Opens the newest value; the caller closes it.
   *
   * @throws NoVersionExists if there is none, or the id was deleted
   * @throws DanglingPointer if the object is gone
   */
  ValueStream open(String id);

  /**
   * Opens one version; the caller closes it.
   *
   * @throws NoVersionExists if there is no such version, or it is a deletion
   * @throws DanglingPointer if the object is gone
   */
  ValueStream open(String id, long version);

  /**
   * Opens part of one version; the caller closes it. A part can't be verified against the checksum
   * of the whole, and {@link ValueStream#isVerified()} says so. If the value is encoded, the bytes
   * before the part are decoded and skipped.
   *
   * @param offset the position of the first byte, from 0; at or past the end there are no bytes
   * @param length the most bytes
   */
  ValueStream openRange(String id, long version, long offset, long length);

  /** Returns this store with other options of writes. */
  StreamStore with(WriteOptions options);

  /** Returns this store with other options of reads. */
  StreamStore with(ReadOptions options);
}

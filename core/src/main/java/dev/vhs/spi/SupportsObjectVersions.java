package dev.vhs.spi;

/**
 * An ability of an {@link ObjectStore}: its medium may keep deleted objects, as a bucket with
 * versioning does, and can remove these too.
 *
 * <p>The laws of {@link ObjectStore} hold here too: it must be safe for use by many threads, must
 * not spend longer than the call has, and must count its requests.
 */
public interface SupportsObjectVersions {
  /**
   * Removes for good every version of the deleted objects under a prefix. Objects that are there
   * must stay as they are, and so must those that are being uploaded; and no deleted object must
   * come back meanwhile, or if this breaks off. Does nothing if the medium keeps no deleted
   * objects.
   *
   * @param prefix the beginning of the objects' keys
   * @return the number of versions removed
   */
  long eraseDeleted(String prefix, RequestContext context);
}

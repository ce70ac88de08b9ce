package dev.vhs.spi;

/**
 * What an {@link ObjectStore} may be besides: one whose medium may keep what was deleted, as a
 * bucket with versioning does, and can remove that too.
 *
 * <p>The laws of {@link ObjectStore} hold here too: it must be safe for use by many threads, must
 * not spend longer than the call has, and must count its requests.
 */
public interface SupportsObjectVersions {
  /**
   * Removes for good every version of those objects under a prefix that were deleted. Objects that
   * are there must stay as they are, and so must those that are being uploaded; and no deleted
   * object must come back meanwhile, or where this breaks off. Where nothing is kept of what was
   * deleted, it does nothing.
   *
   * @param prefix what the objects' keys begin with
   * @return how many versions were removed
   */
  long eraseDeleted(String prefix, RequestContext context);
}

package dev.vhs.spi;

import dev.vhs.Location;

/**
 * An ability of an {@link ObjectStore}: it can bring back a deleted object, as a bucket with
 * versioning can.
 *
 * <p>The laws of {@link ObjectStore} hold here too: it must be safe for use by many threads, must
 * not spend longer than the call has, and must count its requests.
 */
public interface SupportsUndelete {
  /**
   * Brings back a deleted object if exactly one version of it is kept and has the right size. It
   * must not remove or change any version with bytes, and must not undo a deletion that came after
   * it looked. Does nothing if an object has the key, or if it is not certain which version to
   * bring back.
   *
   * @param bytes the size of the object; -1 if it is not known
   * @return whether the object is there now because of this call
   */
  boolean undelete(Location location, long bytes, RequestContext context);
}

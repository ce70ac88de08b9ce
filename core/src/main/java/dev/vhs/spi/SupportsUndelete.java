package dev.vhs.spi;

import dev.vhs.Location;

/**
 * What an {@link ObjectStore} may be besides: one that can bring back a deleted object, as a bucket
 * with versioning can.
 *
 * <p>The laws of {@link ObjectStore} hold here too: it must be safe for use by many threads, must
 * not spend longer than the call has, and must count its requests.
 */
public interface SupportsUndelete {
  /**
   * Brings back an object that was deleted, if exactly one version of it is kept, and that has the
   * size. It must not remove or change any version with bytes, and must not undo a deletion that
   * came after it looked. Where an object has the key, or nothing certain is kept, it does nothing.
   *
   * @param bytes the size that the object had; -1 where that is not known
   * @return whether the object is there now because of this
   */
  boolean undelete(Location location, long bytes, RequestContext context);
}

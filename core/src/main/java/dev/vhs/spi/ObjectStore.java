package dev.vhs.spi;

import dev.vhs.Location;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The half of a backend that carries bytes: immutable objects by key.
 *
 * <p>Laws for every method: it must be safe for use by many threads, and by several processes if
 * the medium is shared. It must stream: an object larger than the heap must pass through {@link
 * #put} and {@link #open}. It must throw {@link dev.vhs.StoreUnavailable} if the service is out of
 * reach or throttles, and {@link dev.vhs.AccessDenied} if the service refuses. Any key of up to
 * 1,024 UTF-8 bytes that the engine makes must be taken (segments of percent-escaped ASCII, divided
 * by {@code /}, none empty, {@code .} or {@code ..}), and keys that differ must name different
 * objects, those that differ in case only among them.
 */
public interface ObjectStore extends AutoCloseable {
  /** Returns the traits of this store. They must be the same for as long as the store is open. */
  ObjectTraits traits();

  /**
   * Stores an object, durably, before it returns. No reader must ever see a part of it, also if the
   * upload fails or the process dies.
   *
   * @return whether the object was stored; false only if {@link Upload#ifAbsent()} was set and an
   *     object had the key
   * @throws IOException if the body can't be read; nothing is stored then
   */
  boolean put(Upload upload, RequestContext context) throws IOException;

  /**
   * Opens an object, or a part of it; returns null if there is none. Every object whose {@code put}
   * returned before must be found. The location's bucket may be another than this store's own, if
   * the service allows it.
   */
  @Nullable ObjectStream open(Location location, ByteRange range, RequestContext context);

  /** Returns the facts of an object, its user metadata included; null if there is none. */
  @Nullable ObjectInfo stat(Location location, RequestContext context);

  /**
   * Lists objects whose keys begin with a prefix, in rising order of their keys' UTF-8 bytes. Every
   * object that is there during the whole listing must be listed.
   *
   * @param prefix the beginning of the keys
   * @param after the key after which to begin, itself not included; empty for the first
   * @param limit the most objects to return, at least 1
   */
  ObjectPage list(String prefix, String after, int limit, RequestContext context);

  /** Deletes an object of this store's bucket. One that is not there is deleted already. */
  void delete(Location location, RequestContext context);

  /**
   * Ends uploads under a prefix that were begun before a moment and never finished, and frees their
   * storage.
   *
   * @param prefix the beginning of the keys
   * @param startedBefore the moment, by the object store's clock
   * @return the number of uploads ended
   */
  int abortUploads(String prefix, Instant startedBefore, RequestContext context);

  /** Ends the use of this store, and frees its resources. Closing twice must do nothing. */
  @Override
  void close();
}

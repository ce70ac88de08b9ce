package dev.vhs.spi;

import dev.vhs.Location;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes: immutable objects by key.
 *
 * <p>Laws for every method: it must be safe for use by many threads, and by several processes where
 * the medium is shared. It must stream: an object larger than the heap must pass through {@link
 * #put} and {@link #open}. It must throw {@link dev.vhs.StoreUnavailable} where the service is out
 * of reach or throttles, {@link dev.vhs.AccessDenied} where it refuses. Any key of up to 1,024
 * UTF-8 bytes that the engine makes must be taken (segments of percent-escaped ASCII, divided by
 * {@code /}, none empty, {@code .} or {@code ..}), and keys that differ must name different
 * objects, those that differ in case only among them.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * What an engine must know of this store. It must be the same for as long as the store is open.
   */
  ObjectTraits traits();

  /**
   * Stores an object, durably, before it returns. No reader must ever see a part of it, also where
   * the upload fails or the process dies.
   *
   * @return whether it was stored; false only where {@link Upload#ifAbsent()} and an object had the
   *     key
   * @throws IOException if the body can't be read; nothing is stored then
   */
  boolean put(Upload upload, RequestContext context) throws IOException;

  /**
   * Opens an object, or answers null where there is none. Every object whose {@code put} returned
   * before must be found. The location's bucket may be another than this store's own, where the
   * service allows it.
   */
  @Nullable ObjectStream open(Location location, ByteRange range, RequestContext context);

  /** What the store says of an object, its user metadata included; null where there is none. */
  @Nullable ObjectInfo stat(Location location, RequestContext context);

  /**
   * Some objects whose keys begin with a prefix, in rising order of their keys' UTF-8 bytes. Every
   * object that is there during the whole listing must be listed.
   *
   * @param prefix what keys begin with
   * @param after the key after which to begin, itself not included; empty for the first
   * @param limit the most objects to return, at least 1
   */
  ObjectPage list(String prefix, String after, int limit, RequestContext context);

  /** Deletes an object of this store's bucket. One that is not there is deleted already. */
  void delete(Location location, RequestContext context);

  /**
   * Ends uploads that were begun before a moment and never finished, and frees what they hold.
   *
   * @return how many
   */
  int abortUploads(String prefix, Instant startedBefore, RequestContext context);

  /** Ends the use of this store, and frees what it holds. Closing twice must do nothing. */
  @Override
  void close();
}

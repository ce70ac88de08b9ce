package dev.vhs.internal.write;

import dev.vhs.internal.identity.BoundStore;
import dev.vhs.internal.runtime.OperationContext;

/** A value on its way into the store: its bytes are at hand, and no pointer names them yet. */
public interface PendingValue {
  /** The stand-in for a version that is not known yet. */
  long UNKNOWN_VERSION = -1;

  /** Returns the store that it goes into, which exists by now. */
  BoundStore bound();

  /** Returns whether its bytes go into the pointer, so that staging it needs no request. */
  boolean isInline();

  /** Returns whether it can be staged again. */
  boolean isReplayable();

  /**
   * Puts the bytes where a pointer can name them. Staging again makes a new object, for a write of
   * its own.
   *
   * @param version the version that is about to be written, for formats whose keys tell it; the
   *     write may end as a later one
   * @throws dev.vhs.VhsException if that fails; then no object is left, except one that a late
   *     request makes and the sweep deletes
   */
  Payload stage(long version, OperationContext context);

  /** Closes a source that was opened and not read to its end. */
  default void close() {}
}

package dev.vhs.internal.write;

import dev.vhs.internal.identity.BoundStore;
import dev.vhs.internal.runtime.OperationContext;

/** A value on its way into the store: its bytes are at hand, and no pointer names them yet. */
public interface PendingValue {
  /** In place of a version that is not known yet. */
  long UNKNOWN_VERSION = -1;

  /** Returns the store that it is on its way into, which was read for it and is there by now. */
  BoundStore store();

  /** Whether its bytes ride in the pointer, so that staging it needs no request. */
  boolean isInline();

  /** Whether it can be staged again. */
  boolean isReplayable();

  /**
   * Puts the bytes where a pointer can name them. Staging again makes a new object, for a write of
   * its own.
   *
   * @param version the version that is about to be written, for formats whose keys tell it; what
   *     comes of the write may be a later one
   * @throws dev.vhs.VhsException if that fails; nothing that a pointer could name is left then, but
   *     for what a late request leaves to the sweep
   */
  Payload stage(long version, OperationContext context);

  /** Lets go of a source that was opened and never read to its end. */
  default void close() {}
}

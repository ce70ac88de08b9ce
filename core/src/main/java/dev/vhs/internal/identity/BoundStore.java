package dev.vhs.internal.identity;

import dev.vhs.StoreDescription;
import dev.vhs.internal.protocol.StoreFormat;

/**
 * A store whose identity was read and checked. An operation gets it once, and passes it on to
 * everything that writes or deletes for it.
 *
 * @param description the identity of the store, and the periods that bind every process
 * @param format the format in which it is written
 */
public record BoundStore(StoreDescription description, StoreFormat format) {}

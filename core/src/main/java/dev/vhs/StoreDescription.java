package dev.vhs;

import java.time.Duration;

/**
 * What a store is: what its store row says, or where it is shared with another client, its store
 * object.
 *
 * @param compatibility the format in which it is written
 * @param identity random, made when the store was, or was adopted; empty for a shared store that
 *     was not
 * @param variant what it keeps
 * @param format the format of its items
 * @param bucket its bucket; empty for a folder or memory
 * @param prefix what its objects' keys begin with; empty for none
 * @param grace how long what nothing names is kept
 * @param commitWindow how long after its deciding read a write may still be committed
 */
public record StoreDescription(
    Compatibility compatibility,
    String identity,
    Variant variant,
    int format,
    String bucket,
    String prefix,
    Duration grace,
    Duration commitWindow) {}

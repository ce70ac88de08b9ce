package dev.vhs;

import java.time.Duration;

/**
 * The description of a store, as its store row states it, or the store object of a store that is
 * shared with another client.
 *
 * @param compatibility the format in which the store is written
 * @param identity a random text, made when the store was created or adopted; empty for a shared
 *     store that was not adopted
 * @param variant the variant of the index
 * @param format the format of the rows
 * @param bucket the bucket of the objects; empty for a folder or memory
 * @param prefix the beginning of the objects' keys; empty for none
 * @param grace the time for which objects and values that nothing names are kept
 * @param commitWindow the time for which a write may still be committed after the read that it
 *     builds on
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

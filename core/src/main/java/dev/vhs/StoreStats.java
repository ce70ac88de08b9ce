package dev.vhs;

/**
 * How much a store holds, by its index.
 *
 * @param ids ids with a value
 * @param deletedIds ids whose newest version is a deletion
 * @param versions versions with a value
 * @param inline how many of these are inline
 * @param bytes their size before encoding, where rows say
 * @param storedBytes their size as stored, objects that versions share counted once for each
 * @param others fillers, markers and tombstones
 * @param unreadable what is no row, which nothing else here counts
 */
public record StoreStats(
    long ids,
    long deletedIds,
    long versions,
    long inline,
    long bytes,
    long storedBytes,
    long others,
    long unreadable) {}

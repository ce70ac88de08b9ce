package dev.vhs;

import java.time.Instant;

/**
 * The last sweep that went through a whole store and deleted what it found; of one in several
 * processes, the sum of their parts. By the object store's clock.
 *
 * @param startedAt when it began
 * @param finishedAt when it ended; of several parts, when the first of them did
 * @param objects how many objects there were
 * @param deleted how many it deleted
 * @param bytes how many bytes these had
 */
public record LastSweep(
    Instant startedAt, Instant finishedAt, long objects, long deleted, long bytes) {}

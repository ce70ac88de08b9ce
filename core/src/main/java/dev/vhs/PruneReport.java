package dev.vhs;

/**
 * What {@code prune} did.
 *
 * @param id the id
 * @param versions how many versions were dropped
 * @param objects how many objects were deleted
 * @param bytes how many stored bytes these had, where rows said
 */
public record PruneReport(String id, long versions, long objects, long bytes) {}

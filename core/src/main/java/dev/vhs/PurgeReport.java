package dev.vhs;

/**
 * What {@code purge} did.
 *
 * @param id the id
 * @param versions how many versions were removed
 * @param objects how many objects were deleted
 * @param bytes how many stored bytes these had, where rows said
 * @param forgotten whether the last traces went too
 */
public record PurgeReport(String id, long versions, long objects, long bytes, boolean forgotten) {}

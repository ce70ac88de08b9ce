package dev.vhs;

import java.util.List;

/**
 * What a sweep found and did.
 *
 * @param objects how many objects the store has
 * @param young how many were younger than the grace period, and so kept unseen
 * @param foreign how many keys were not of the store's shape, and so kept
 * @param doubtful how many were kept because it was not certain that no pointer names them
 * @param orphans how many no pointer named
 * @param deleted how many of these were deleted
 * @param bytes how many bytes the orphans had
 * @param markers how many markers, and contents of tombstones, were dropped
 * @param uploads how many stale uploads were ended
 * @param stopped why it stopped before deleting; empty if it did not
 * @param sample some of the orphans, at most 100
 */
public record SweepReport(
    long objects,
    long young,
    long foreign,
    long doubtful,
    long orphans,
    long deleted,
    long bytes,
    long markers,
    long uploads,
    String stopped,
    List<Location> sample) {
  public SweepReport {
    sample = List.copyOf(sample);
  }
}

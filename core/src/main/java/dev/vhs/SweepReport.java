package dev.vhs;

import java.util.List;
import java.util.Map;

/**
 * What a sweep found and did.
 *
 * @param objects how many objects the store has, or the segment that was swept
 * @param kept how many objects were kept, by the reason; reasons that none had are not there
 * @param orphans how many no pointer named
 * @param deleted how many of these were deleted
 * @param bytes how many bytes the orphans had
 * @param markers how many markers, and contents of tombstones, were dropped
 * @param uploads how many stale uploads were ended
 * @param stopped why it stopped before deleting all; empty if it did not
 * @param sample some of the orphans, at most 100
 */
public record SweepReport(
    long objects,
    Map<Kept, Long> kept,
    long orphans,
    long deleted,
    long bytes,
    long markers,
    long uploads,
    String stopped,
    List<Location> sample) {
  /** Why an object was kept. */
  public enum Kept {
    /** A pointer names it. */
    NAMED("named", "a pointer names it"),
    /** It is younger than the grace period, and was not looked at further. */
    YOUNG("young", "younger than the grace period"),
    /** Its key is not one that the store makes. These are not among {@link #objects}. */
    FOREIGN("foreign", "not a key of this store"),
    /** Its key may be of another store under the same prefix. */
    NESTED("nested", "under the prefix of another store"),
    /** A row of another id names it. */
    SHARED("shared", "a row of another id names it"),
    /** Nothing says which id it was made for. */
    NAMELESS("nameless", "nothing says which id it is of"),
    /** The rows of its id can't all be read, so one of them may name it. */
    UNREADABLE("unreadable", "a row of its id can't be read; see vhs verify"),
    /** The rows of its id changed so fast that they could not be read as a whole. */
    CHANGING("changing", "its id was being written");

    private final String text;
    private final String words;

    Kept(String text, String words) {
      this.text = text;
      this.words = words;
    }

    /** The reason as the command line prints it as JSON. */
    public String text() {
      return text;
    }

    /** The reason for people. */
    public String words() {
      return words;
    }
  }

  public SweepReport {
    kept = Map.copyOf(kept);
    sample = List.copyOf(sample);
  }

  /** How many were kept for a reason. */
  public long kept(Kept reason) {
    return kept.getOrDefault(reason, 0L);
  }

  /** How many were younger than the grace period. */
  public long young() {
    return kept(Kept.YOUNG);
  }

  /** How many keys were not of the store's shape. */
  public long foreign() {
    return kept(Kept.FOREIGN);
  }

  /** How many were kept because it was not certain that no pointer names them. */
  public long doubtful() {
    return kept(Kept.NESTED)
        + kept(Kept.SHARED)
        + kept(Kept.NAMELESS)
        + kept(Kept.UNREADABLE)
        + kept(Kept.CHANGING);
  }
}

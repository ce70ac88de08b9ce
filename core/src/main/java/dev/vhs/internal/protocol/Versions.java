package dev.vhs.internal.protocol;

import dev.vhs.InvalidRequest;

/** The limits of version numbers. */
public final class Versions {
  /**
   * The highest version that a caller may choose. Above it there is room for 2 * 10^17 later
   * versions: updates, deletions, and the tombstone and fillers of a purge.
   */
  public static final long MAX_CHOSEN = 9_000_000_000_000_000_000L;

  private Versions() {}

  /**
   * Returns a version that a caller chose.
   *
   * @throws InvalidRequest if it is negative, or leaves no room for later versions
   */
  public static long chosen(String id, long version) {
    if (version < 0 || version > MAX_CHOSEN) {
      throw new InvalidRequest(
          "Version %d of '%s' can't be written; expected 0 to %d, so that later versions find room"
              .formatted(version, id, MAX_CHOSEN),
          id);
    }
    return version;
  }

  /**
   * Returns the version that comes after another one.
   *
   * @throws InvalidRequest if there is none
   */
  public static long after(String id, long version) {
    if (version == Long.MAX_VALUE) {
      throw new InvalidRequest(
          "'%s' is at version %d, the highest number that there is: another program wrote it. No later version can be written, so the id can't be changed, deleted or purged; copy its value to another id"
              .formatted(id, version),
          id);
    }
    return version + 1;
  }
}

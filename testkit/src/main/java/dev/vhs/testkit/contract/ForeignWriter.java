package dev.vhs.testkit.contract;

import dev.vhs.Location;
import org.jspecify.annotations.Nullable;

/**
 * A program other than vhs that writes rows of an index and knows only id, version and payload: the
 * Scala client, or a console of the database. A backend whose rows other programs can write gives
 * one to {@link PointerIndexContract}.
 */
public interface ForeignWriter {
  /**
   * Sets version and payload of a row and leaves its other attributes alone; in a multi-version
   * index it sets the payload of the row of that version. If there is no row, it makes one.
   */
  void write(String id, long version, Location payload);

  /**
   * Puts a whole item that has nothing but id, version and payload, in place of the one that was
   * there. The version may be below 0, as the Scala client's may: such an item makes no row.
   */
  void put(String id, long version, Location payload);

  /**
   * Returns whether it can {@linkplain #putIfNewer put on a condition}, as the Scala client does.
   */
  default boolean putsIfNewer() {
    return false;
  }

  /**
   * Puts a whole item that has nothing but id, version and payload, if there is none in its slot,
   * or in a single-version index one of a lower version; atomically.
   *
   * @return whether it was put
   */
  default boolean putIfNewer(String id, long version, Location payload) {
    throw new UnsupportedOperationException("items are put without a condition here");
  }

  /** Returns whether rows can carry attributes that are not the store's. */
  default boolean setsAttributes() {
    return false;
  }

  /** Gives a row one more attribute, a text. */
  default void setAttribute(String id, long version, String name, String value) {
    throw new UnsupportedOperationException("rows carry no attributes of others here");
  }

  /** Returns an attribute of a row, or null where it has none. */
  default @Nullable String attribute(String id, long version, String name) {
    throw new UnsupportedOperationException("rows carry no attributes of others here");
  }
}

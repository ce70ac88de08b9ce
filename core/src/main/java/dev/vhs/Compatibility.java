package dev.vhs;

import java.util.Locale;

/**
 * In which format a store is written: in its own, or in one that another client shares.
 *
 * <p>An existing store is recognised when it is first used: one with a store row is native, one
 * with rows and no store row was made by the Scala client. An empty one becomes native when it is
 * first written, unless {@link VhsBuilder#compatibility} or {@code ?compatibility=scala} in its URI
 * says otherwise.
 */
public enum Compatibility {
  /** The format of this library, with everything that it can do. */
  NATIVE,

  /**
   * The format of the Scala client {@code org.wellcomecollection:storage_2.12}, which reads and
   * writes the same table and bucket beside us. It has no inline values and no rows that the Scala
   * client can't read, so {@code delete} and {@code purge} are refused.
   */
  SCALA;

  /** The name that URIs and the command line use. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format with that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Compatibility of(String text) {
    for (Compatibility each : values()) {
      if (each.text().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("No compatibility '" + text + "': use 'native' or 'scala'");
  }
}

package dev.vhs;

import java.util.Locale;

/**
 * The format in which a store is written: its own, or one that another client shares.
 *
 * <p>An existing store is recognised when it is first used: a store with a store row is native, a
 * store with rows and no store row was made by the Scala client. An empty store becomes native when
 * it is first written, unless {@link VhsBuilder#compatibility} or {@code ?compatibility=scala} in
 * its URI says otherwise.
 */
public enum Compatibility {
  /** The format of this library, with all of its operations. */
  NATIVE,

  /**
   * The format of the Scala client {@code org.wellcomecollection:storage_2.12}, which reads and
   * writes the same table and bucket beside us. It has no inline values and no rows that the Scala
   * client can't read, so {@code delete} and {@code purge} are refused.
   */
  SCALA;

  /** Returns the name that URIs and the command line use. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the format with a name.
   *
   * @throws IllegalArgumentException if there is no such format
   */
  public static Compatibility of(String text) {
    for (Compatibility each : values()) {
      if (each.text().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "compatibility '" + text + "' is not valid; expected native or scala");
  }
}

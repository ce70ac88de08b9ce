package dev.vhs.spi;

import org.jspecify.annotations.Nullable;

/**
 * The rows that a commit meets, as a backend sees them while it decides. For use by one thread.
 *
 * @param <E> the exception that looking at a row may throw
 */
public interface Slots<E extends Exception> {
  /**
   * Returns the row in whose place one of the commit's rows would be written: in a multi-version
   * index the row of that version, in a single-version one the row of the id. Null if the slot is
   * free.
   */
  @Nullable Row at(Row row) throws E;

  /**
   * Returns whether a row of the same id {@linkplain Row#stillHolds still holds}. Asked only if
   * every slot is as the commit wants it.
   */
  boolean holds(Row standing) throws E;
}

package dev.vhs.local.sqlite;

import java.sql.SQLException;

/**
 * A write in a transaction, with other writes before and after it.
 *
 * @param <T> its answer
 */
interface Write<T> {
  /**
   * Reads the rows that it depends on, then writes.
   *
   * @throws SQLException if the transaction can't go on
   * @throws dev.vhs.VhsException if this write can't; nothing of it was written then
   */
  T apply(Session session) throws SQLException;
}

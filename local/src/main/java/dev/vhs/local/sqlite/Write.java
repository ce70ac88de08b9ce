package dev.vhs.local.sqlite;

import java.sql.SQLException;

/**
 * What is written in a transaction, with other writes before and after it.
 *
 * @param <T> what it answers
 */
interface Write<T> {
  /**
   * Reads what it depends on, then writes.
   *
   * @throws SQLException if the transaction can't go on
   * @throws dev.vhs.VhsException if this write can't; nothing of it was written then
   */
  T apply(Session session) throws SQLException;
}

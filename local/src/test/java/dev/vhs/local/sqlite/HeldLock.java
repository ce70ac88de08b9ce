package dev.vhs.local.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Another process in the middle of a write: holds the write lock of an index until it is closed.
 */
final class HeldLock implements AutoCloseable {
  private final Connection connection;

  HeldLock(Path index) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + index);
    execute("BEGIN IMMEDIATE");
  }

  @Override
  public void close() throws SQLException {
    execute("ROLLBACK");
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package dev.vhs.benchmarks.local;

import dev.vhs.benchmarks.Contender;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table of values in SQLite, each inserted in a durable transaction of its own. For one thread.
 */
final class BareSqlite implements Contender {
  private final Connection connection;
  private final PreparedStatement insert;

  /** Creates a database file. */
  BareSqlite(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute(
          "CREATE TABLE t (id TEXT, version INTEGER, value BLOB, UNIQUE (id, version))");
    }
    insert = connection.prepareStatement("INSERT INTO t VALUES (?, 0, ?)");
  }

  @Override
  public String name() {
    return "bare SQLite";
  }

  @Override
  public void init(String id, byte[] value) throws SQLException {
    insert.setString(1, id);
    insert.setBytes(2, value);
    insert.executeUpdate();
  }

  @Override
  public void close() throws IOException {
    try (connection) {
      insert.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}

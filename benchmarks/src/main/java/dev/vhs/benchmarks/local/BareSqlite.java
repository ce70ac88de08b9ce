package dev.vhs.benchmarks.local;

import dev.vhs.benchmarks.Contender;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A table of values in SQLite, each inserted in a durable transaction of its own. One connection
 * writes, and each thread reads by its own, since a connection works for one thread at a time.
 */
final class BareSqlite implements Contender {
  private final Path file;
  private final Connection connection;
  private final PreparedStatement insert;
  private final Map<Thread, PreparedStatement> selects = new ConcurrentHashMap<>();

  /** Creates a database file. */
  BareSqlite(Path file) throws SQLException {
    this.file = file;
    connection = connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute(
          "CREATE TABLE t (id TEXT, version INTEGER, value BLOB, UNIQUE (id, version))");
    }
    insert = connection.prepareStatement("INSERT INTO t VALUES (?, 0, ?)");
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  @Override
  public String name() {
    return "bare SQLite";
  }

  @Override
  public synchronized void init(String id, byte[] value) throws SQLException {
    insert.setString(1, id);
    insert.setBytes(2, value);
    insert.executeUpdate();
  }

  @Override
  public byte[] getLatest(String id) throws SQLException {
    PreparedStatement select = selects.get(Thread.currentThread());
    if (select == null) {
      select =
          connect()
              .prepareStatement("SELECT value FROM t WHERE id = ? ORDER BY version DESC LIMIT 1");
      selects.put(Thread.currentThread(), select);
    }
    select.setString(1, id);
    try (ResultSet found = select.executeQuery()) {
      if (!found.next()) {
        throw new IllegalStateException("'" + id + "' is not there");
      }
      return found.getBytes(1);
    }
  }

  @Override
  public void close() throws IOException {
    try (connection) {
      for (PreparedStatement select : selects.values()) {
        select.getConnection().close();
      }
      insert.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}

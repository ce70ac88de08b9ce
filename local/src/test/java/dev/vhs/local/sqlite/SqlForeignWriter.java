package dev.vhs.local.sqlite;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.testkit.contract.ForeignWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A writer of rows who has the index open in the SQLite shell. */
public final class SqlForeignWriter implements ForeignWriter {
  /** The time that it waits for other writers: they are many in a race. */
  private static final int PATIENCE_MILLIS = 60_000;

  private final Path file;
  private final Variant variant;

  public SqlForeignWriter(Path file, Variant variant) {
    this.file = file;
    this.variant = variant;
  }

  @Override
  public void write(String id, long version, Location payload) {
    int changed =
        variant == Variant.SINGLE
            ? run(
                "UPDATE pointers SET version = ?, payload_bucket = ?, payload_key = ? WHERE id = ?",
                version,
                payload.bucket(),
                payload.key(),
                id)
            : run(
                "UPDATE pointers SET payload_bucket = ?, payload_key = ?"
                    + " WHERE id = ? AND version = ?",
                payload.bucket(),
                payload.key(),
                id,
                version);
    if (changed == 0) {
      put(id, version, payload);
    }
  }

  @Override
  public void put(String id, long version, Location payload) {
    run(
        "INSERT OR REPLACE INTO pointers (id, version, payload_bucket, payload_key)"
            + " VALUES (?, ?, ?, ?)",
        id,
        version,
        payload.bucket(),
        payload.key());
  }

  @Override
  public boolean putsIfNewer() {
    return true;
  }

  /** Writes in one statement, so that nobody comes between the condition and the row. */
  @Override
  public boolean putIfNewer(String id, long version, Location payload) {
    return run(
            "INSERT OR REPLACE INTO pointers (id, version, payload_bucket, payload_key)"
                + " SELECT ?, ?, ?, ? WHERE NOT EXISTS"
                + " (SELECT 1 FROM pointers WHERE id = ? AND version "
                + (variant == Variant.SINGLE ? ">=" : "=")
                + " ?)",
            id,
            version,
            payload.bucket(),
            payload.key(),
            id,
            version)
        > 0;
  }

  @Override
  public boolean setsAttributes() {
    return true;
  }

  @Override
  public void setAttribute(String id, long version, String name, String value) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE pointers ADD COLUMN \"" + name + "\" TEXT");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    run(
        "UPDATE pointers SET \"" + name + "\" = ? WHERE id = ? AND version = ?",
        value,
        id,
        version);
  }

  @Override
  public @Nullable String attribute(String id, long version, String name) {
    String sql = "SELECT \"" + name + "\" FROM pointers WHERE id = ? AND version = ?";
    try (Connection connection = connect();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, id);
      select.setLong(2, version);
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? result.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private int run(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=" + PATIENCE_MILLIS);
  }
}

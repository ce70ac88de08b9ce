package dev.vhs.local.sqlite;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.spi.Row;
import dev.vhs.testkit.contract.ForeignWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Another program with the index open in SQLite, which knows the form of a row and writes only id,
 * version and payload.
 */
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
    run(
        connection -> {
          Row there = there(connection, id, version);
          byte[] form =
              there == null
                  ? form(id, version, payload)
                  : RowForm.write(there.pointedAt(version, payload));
          return replace(connection, id, version, form);
        });
  }

  @Override
  public void put(String id, long version, Location payload) {
    run(connection -> replace(connection, id, version, form(id, version, payload)));
  }

  @Override
  public boolean putsIfNewer() {
    return true;
  }

  @Override
  public boolean putIfNewer(String id, long version, Location payload) {
    return run(
        connection -> {
          Row there = there(connection, id, version);
          return (there == null || there.version() < version)
              && replace(connection, id, version, form(id, version, payload));
        });
  }

  /** Returns the form of a bare row, also of a version below 0, which no row of ours has. */
  private static byte[] form(String id, long version, Location payload) {
    byte[] form = RowForm.write(Row.foreign(id, Math.max(0, version), payload));
    sign(id, version, form);
    return form;
  }

  /** Gives a form the checksum that is right for it. */
  static void sign(String id, long version, byte[] form) {
    CRC32C checksum = new CRC32C();
    checksum.update(id.getBytes(StandardCharsets.UTF_8));
    checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, version));
    checksum.update(form, 0, 1);
    checksum.update(form, 5, form.length - 5);
    ByteBuffer.wrap(form).putInt(1, (int) checksum.getValue());
  }

  /** Returns the row in a slot: that of a version, or the only one. */
  private @Nullable Row there(Connection connection, String id, long version) throws SQLException {
    String sql = "SELECT version, row FROM pointers WHERE id = ?";
    boolean single = variant == Variant.SINGLE;
    try (PreparedStatement select =
        connection.prepareStatement(single ? sql : sql + " AND version = " + version)) {
      select.setString(1, id);
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? RowForm.read(id, result.getLong(1), result.getBytes(2)) : null;
      }
    }
  }

  private static boolean replace(Connection connection, String id, long version, byte[] form)
      throws SQLException {
    String sql = "INSERT OR REPLACE INTO pointers (id, version, row) VALUES (?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, id);
      insert.setLong(2, version);
      insert.setBytes(3, form);
      return insert.executeUpdate() == 1;
    }
  }

  private interface Step {
    boolean run(Connection connection) throws SQLException;
  }

  /** Runs a step while nobody else can write, so that nobody comes between reading and writing. */
  private boolean run(Step step) {
    String uri = "jdbc:sqlite:" + file + "?transaction_mode=IMMEDIATE&busy_timeout=";
    try (Connection connection = DriverManager.getConnection(uri + PATIENCE_MILLIS)) {
      connection.setAutoCommit(false);
      boolean done = step.run(connection);
      connection.commit();
      return done;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}

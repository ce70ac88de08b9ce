package dev.vhs.local.sqlite;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/** A connection to an index file, with its prepared statements. For use by one thread at a time. */
final class Session implements AutoCloseable {
  /** A way to open a file. */
  enum Mode {
    /** Reads and writes; the file must exist. */
    OPEN("rw"),
    /** Makes the file if it does not exist. */
    CREATE("rwc"),
    /** Reads, beside writers of other users. */
    READ("ro"),
    /** Reads a file that nobody may change meanwhile, without locks. */
    READ_UNCHANGING("ro&immutable=1");

    private final String parameter;

    Mode(String parameter) {
      this.parameter = parameter;
    }
  }

  private static final int CACHE_KIB = 8 * 1024;

  private static final String HEADER =
      "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)"
          + " FROM pragma_user_version, pragma_application_id";

  private final SQLiteConnection connection;
  private final Map<Sql, PreparedStatement> statements = new EnumMap<>(Sql.class);
  private final Mode mode;
  private int busyMillis = -1;
  private @Nullable FileStamp stamp;

  private Session(SQLiteConnection connection, Mode mode) {
    this.connection = connection;
    this.mode = mode;
  }

  /** Opens a file. Nothing of it is read yet. */
  static Session connect(Path file, Mode mode, Duration patience) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setGetGeneratedKeys(false);
    if (mode != Mode.CREATE) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    }
    if (mode == Mode.READ || mode == Mode.READ_UNCHANGING) {
      config.resetOpenMode(SQLiteOpenMode.READWRITE);
      config.setOpenMode(SQLiteOpenMode.READONLY);
    }
    // As a URI, since the driver takes what follows a question mark in a plain name for settings.
    String uri = file.toAbsolutePath().toUri().getRawPath();
    Session session =
        new Session(
            (SQLiteConnection)
                config.createConnection("jdbc:sqlite:file:" + uri + "?mode=" + mode.parameter),
            mode);
    session.patience(patience);
    // Keeps the driver from trying a BEGIN and COMMIT of its own after each statement.
    session.connection.getConnectionConfig().setAutoCommit(false);
    return session;
  }

  /** Makes commits durable; reads the file's header. */
  void configure() throws SQLException {
    execute("PRAGMA synchronous = FULL");
    execute("PRAGMA fullfsync = ON");
    execute("PRAGMA checkpoint_fullfsync = ON");
    execute("PRAGMA cache_size = -" + CACHE_KIB);
  }

  /** Returns the file's header; null where it has no tables yet. */
  @Nullable IndexHeader header() throws SQLException {
    int version;
    int application;
    // One statement, so one snapshot: somebody else may be making the tables at this moment.
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(HEADER)) {
      if (!result.next()) {
        return null;
      }
      version = result.getInt(1);
      application = result.getInt(2);
      if (version == 0 && application == 0 && result.getLong(3) == 0) {
        return null;
      }
    }
    if (version != Schema.VERSION || application != Schema.APPLICATION_ID) {
      return new IndexHeader(application, version, "", "");
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT identity, variant FROM store")) {
      return result.next()
          ? new IndexHeader(application, version, result.getString(1), result.getString(2))
          : new IndexHeader(application, version, "", "");
    }
  }

  /** Runs a statement that is not kept. */
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the statement, prepared. */
  PreparedStatement statement(Sql sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql.text);
      statements.put(sql, statement);
    }
    return statement;
  }

  /**
   * Runs a statement that has no parameters, or has them bound, and returns how many rows it
   * changed.
   */
  int run(Sql sql) throws SQLException {
    return statement(sql).executeUpdate();
  }

  /** Sets the time that statements wait for the locks of others. */
  void patience(Duration duration) throws SQLException {
    int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(0, duration.toMillis()));
    if (millis != busyMillis) {
      connection.setBusyTimeout(millis);
      busyMillis = millis;
    }
  }

  /** Returns whether it was opened to write; a file is opened otherwise where that is refused. */
  boolean isWriting() {
    return mode == Mode.OPEN || mode == Mode.CREATE;
  }

  /** Returns whether it reads without locks, so that the file must be looked at again. */
  boolean isUnlocked() {
    return mode == Mode.READ_UNCHANGING;
  }

  /** Returns its file as it was when it was opened. */
  @Nullable FileStamp stamp() {
    return stamp;
  }

  void stamp(FileStamp opened) {
    stamp = opened;
  }

  /** Closes it, whatever state it is in; an open transaction is rolled back. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is of no use any more, and SQLite has let go of its locks.
    }
  }
}

package dev.vhs.local.sqlite;

import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.local.shared.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
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

  /** The flag of SQLite by which a name must not be a symbolic link. */
  private static final int NO_FOLLOW = 0x0100_0000;

  /** The steps of SQLite's machine between two looks at the clock, about a millisecond. */
  private static final int STEPS_BETWEEN_LOOKS = 100_000;

  /** The header, and the first few parts of the schema: a strange one may be of any length. */
  private static final String HEADER =
      "SELECT user_version, application_id, schema_version, substr(sql, 1, 500)"
          + " FROM pragma_user_version, pragma_application_id, pragma_schema_version"
          + " LEFT JOIN sqlite_schema LIMIT 9";

  private final Path file;
  private final SQLiteConnection connection;
  private final Map<Sql, PreparedStatement> statements = new EnumMap<>(Sql.class);
  private final Mode mode;
  private int busyMillis = -1;
  private @Nullable FileStamp stamp;
  private @Nullable SQLException refusal;
  private volatile Deadline deadline = Deadline.in(Duration.ZERO);
  private int schemaVersion;

  private Session(Path file, SQLiteConnection connection, Mode mode) {
    this.file = file;
    this.connection = connection;
    this.mode = mode;
  }

  /**
   * Opens a file, which must not be a symbolic link. Nothing of it is read yet.
   *
   * @param deadline the end of the time for statements, until another one is set
   */
  static Session connect(Path file, Mode mode, Deadline deadline) throws SQLException, IOException {
    Properties flags = new Properties();
    flags.setProperty(
        SQLiteConfig.Pragma.OPEN_MODE.pragmaName,
        Integer.toString(new SQLiteConfig().getOpenModeFlags() | NO_FOLLOW));
    SQLiteConfig config = new SQLiteConfig(flags);
    config.setGetGeneratedKeys(false);
    if (mode != Mode.CREATE) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    }
    if (mode == Mode.READ || mode == Mode.READ_UNCHANGING) {
      config.resetOpenMode(SQLiteOpenMode.READWRITE);
      config.setOpenMode(SQLiteOpenMode.READONLY);
    }
    // As a URI, since the driver takes what follows a question mark in a plain name for settings.
    String uri = real(file).toUri().getRawPath();
    Session session =
        new Session(
            file,
            (SQLiteConnection)
                config.createConnection("jdbc:sqlite:file:" + uri + "?mode=" + mode.parameter),
            mode);
    boolean good = false;
    try {
      session.deadline(deadline);
      session.patience(deadline.remaining());
      // Keeps the driver from trying a BEGIN and COMMIT of its own after each statement.
      session.connection.getConnectionConfig().setAutoCommit(false);
      session.distrust();
      good = true;
      return session;
    } finally {
      if (!good) {
        session.close();
      }
    }
  }

  /** Returns a file in the folder behind any links: SQLite refuses them in all of a name. */
  private static Path real(Path file) throws IOException {
    return Folders.parent(file.toAbsolutePath()).toRealPath().resolve(file.getFileName());
  }

  /**
   * Guards against a file that somebody has prepared: its schema may run no functions of its own.
   */
  private void distrust() throws SQLException {
    ProgressHandler.setHandler(
        connection,
        STEPS_BETWEEN_LOOKS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return deadline.nanos() > 0 ? 0 : 1;
          }
        });
    execute("PRAGMA trusted_schema = OFF");
    execute("PRAGMA cell_size_check = ON");
  }

  /** Makes commits durable; reads the file's header. */
  void configure() throws SQLException {
    execute("PRAGMA synchronous = FULL");
    execute("PRAGMA fullfsync = ON");
    execute("PRAGMA checkpoint_fullfsync = ON");
    execute("PRAGMA cache_size = -" + CACHE_KIB);
  }

  /**
   * Returns the file's header; null where it has no tables yet. Nothing else is read of a file
   * before its schema has been compared: a view in a table's place could go on for ever.
   */
  @Nullable IndexHeader header() throws SQLException {
    int version;
    int application;
    List<String> schema = new ArrayList<>();
    // One statement, so one snapshot: somebody else may be making the tables at this moment.
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(HEADER)) {
      if (!result.next()) {
        return null;
      }
      version = result.getInt(1);
      application = result.getInt(2);
      schemaVersion = result.getInt(3);
      do {
        schema.add(Objects.requireNonNullElse(result.getString(4), ""));
      } while (result.next());
      if (version == 0 && application == 0 && schema.equals(List.of(""))) {
        return null;
      }
    }
    IndexHeader unknown = new IndexHeader(application, version, "", "");
    if (version != Schema.VERSION || application != Schema.APPLICATION_ID) {
      return unknown;
    }
    Variant variant = Schema.variantOf(schema);
    if (variant == null) {
      throw new StoreMismatch(
          "Index "
              + file
              + " has other tables, indexes, views or triggers than this release makes; restore it"
              + " from a backup",
          null);
    }
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT identity, variant, checksum FROM store LIMIT 1")) {
      if (!result.next()) {
        return unknown;
      }
      String identity = Objects.requireNonNullElse(result.getString(1), "");
      String kept = Objects.requireNonNullElse(result.getString(2), "");
      if (result.getLong(3) != Schema.checksum(identity, kept) || !kept.equals(variant.text())) {
        throw new StoreMismatch(
            "Index " + file + " is damaged: its identity is not whole; restore it from a backup",
            null);
      }
      return new IndexHeader(application, version, identity, kept);
    }
  }

  /** Returns whether the tables are still those that {@link #header} compared. */
  boolean isSchemaUnchanged() throws SQLException {
    try (ResultSet result = statement(Sql.SCHEMA_VERSION).executeQuery()) {
      return result.next() && result.getInt(1) == schemaVersion;
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

  /** Returns the file, as its messages name it. */
  Path file() {
    return file;
  }

  /** Sets the end of the time for statements, which are then interrupted. */
  void deadline(Deadline end) {
    deadline = end;
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

  /** Notes the error that kept it from being opened to write. */
  void refused(SQLException reason) {
    refusal = reason;
  }

  /** Returns the error that kept it from being opened to write; null where it was. */
  @Nullable SQLException refusal() {
    return refusal;
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

package dev.vhs.local.sqlite;

import static dev.vhs.local.Samples.CALL;
import static dev.vhs.local.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.local.Samples;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that somebody prepared to hang its readers, or to change their writes. */
@Timeout(120)
class HostileIndexTest {
  private static final String ENDLESS =
      "WITH RECURSIVE endless(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM endless) ";

  @TempDir Path dir;

  private Path file;

  @BeforeEach
  void make() {
    file = dir.resolve("index.db");
    try (SqlitePointerIndex index = open()) {
      index.commit(Samples.absent(row("id", 0)), CALL);
    }
  }

  private SqlitePointerIndex open() {
    return SqlitePointerIndex.open(file, null, InstantSource.system());
  }

  private void execute(String... sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  /** The ways to prepare an index. */
  enum Trap {
    TRIGGER(
        "CREATE TRIGGER more AFTER INSERT ON pointers BEGIN DELETE FROM pointers WHERE id = 'id';"
            + " END"),
    VIEW("CREATE VIEW theirs AS SELECT 1"),
    ENDLESS_ROWS(
        "DROP TABLE pointers",
        "CREATE VIEW pointers AS "
            + ENDLESS
            + "SELECT 'id' AS id, n AS version, x'00' AS row FROM endless WHERE n < 0"),
    ENDLESS_IDENTITY(
        "DROP TABLE store",
        "CREATE VIEW store AS "
            + ENDLESS
            + "SELECT n AS identity, n AS variant, n AS checksum FROM endless WHERE n < 0"),
    EXPRESSION("CREATE INDEX theirs ON pointers (length(row))"),
    COLUMN("ALTER TABLE pointers ADD COLUMN theirs TEXT"),
    GENERATED_COLUMN("ALTER TABLE pointers ADD COLUMN theirs TEXT AS (hex(row))"),
    DEFAULT_OF_ANOTHER_TABLE(
        "DROP TABLE store",
        "CREATE TABLE store (identity TEXT NOT NULL, variant TEXT DEFAULT 'x', checksum INTEGER)"),
    VIRTUAL_TABLE("CREATE VIRTUAL TABLE theirs USING fts5(a)"),
    STATISTICS("ANALYZE"),
    MISSING_KEYS("DROP INDEX second_keys"),
    OTHER_KEYS("DROP INDEX keys", "CREATE INDEX keys ON pointers (id, version)");

    private final String first;
    private final String second;

    Trap(String first) {
      this(first, "SELECT 1");
    }

    Trap(String first, String second) {
      this.first = first;
      this.second = second;
    }
  }

  @ParameterizedTest
  @EnumSource
  void anotherSchemaIsRefusedBeforeAnythingIsReadOrWritten(Trap trap) throws Exception {
    execute(trap.first, trap.second);
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("other tables, indexes, views or triggers");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aTriggerThatIsAddedWhileAnIndexIsOpenIsRefusedAtTheNextWrite() throws SQLException {
    try (SqlitePointerIndex index = open()) {
      assertThat(index.newest("id", Consistency.CONSISTENT, CALL)).isNotNull();
      execute(Trap.TRIGGER.first);
      assertThatThrownBy(() -> index.commit(Samples.absent(row("next", 0)), CALL))
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("other tables, indexes, views or triggers");
      execute("DROP TRIGGER more");
      assertThat(index.newest("id", Consistency.CONSISTENT, CALL)).isNotNull();
      assertThat(index.commit(Samples.absent(row("next", 0)), CALL))
          .isInstanceOf(CommitResult.Committed.class);
    }
  }

  @Test
  void aStatementIsInterruptedWhenTheTimeOfItsCallIsUp() {
    Sessions sessions = new Sessions(new IndexFile(file));
    assertThatThrownBy(
            () ->
                sessions.read(
                    Samples.within(Duration.ofMillis(100)),
                    session -> {
                      session.execute(ENDLESS + "SELECT count(*) FROM endless");
                      return "never";
                    }))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("Out of time");
    Row read = sessions.read(CALL, session -> Rows.read(session, "id", 0));
    assertThat(read).isNotNull();
    sessions.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-wal", "-shm"})
  void aFileThatIsASymbolicLinkIsNotFollowed(String end) throws IOException {
    Path elsewhere = dir.resolve("elsewhere");
    Path link = dir.resolve("index.db" + end);
    if (Files.exists(link)) {
      Files.move(link, elsewhere);
    } else {
      Files.createFile(elsewhere);
    }
    Files.createSymbolicLink(link, elsewhere);
    byte[] before = Files.readAllBytes(elsewhere);
    assertThatThrownBy(
            () -> {
              try (SqlitePointerIndex index = open()) {
                index.commit(Samples.absent(row("next", 0)), CALL);
              }
            })
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("symbolic link");
    assertThat(Files.readAllBytes(elsewhere)).isEqualTo(before);
  }

  @Test
  void aLinkInTheIndexesPlaceIsNotFollowedToMakeIt() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("new"));
    Path elsewhere = dir.resolve("elsewhere");
    Path link = Files.createSymbolicLink(folder.resolve("index.db"), elsewhere);
    try (SqlitePointerIndex index = SqlitePointerIndex.open(link, Variant.MULTI)) {
      assertThatThrownBy(() -> index.commit(Samples.absent(row("id", 0)), CALL))
          .isInstanceOf(StoreMismatch.class);
    } catch (StoreMismatch e) {
      assertThat(e).hasMessageContaining("symbolic link");
    }
    assertThat(Files.exists(elsewhere, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void aFolderBehindALinkIsUsed() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("folder"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), folder);
    try (SqlitePointerIndex index =
        SqlitePointerIndex.open(link.resolve("index.db"), Variant.MULTI)) {
      assertThat(index.commit(Samples.absent(row("id", 0)), CALL))
          .isInstanceOf(CommitResult.Committed.class);
    }
    assertThat(folder.resolve("index.db")).isNotEmptyFile();
  }
}

package dev.vhs.local.sqlite;

import static dev.vhs.local.Samples.CALL;
import static dev.vhs.local.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.CorruptValue;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.local.Samples;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanRequest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexFileTest {
  @TempDir Path dir;

  private Path file;

  @BeforeEach
  void setUp() {
    file = dir.resolve("index.db");
  }

  @Test
  void aNewIndexKeepsEveryVersionUnlessToldOtherwise() {
    try (SqlitePointerIndex index = open(null)) {
      assertThat(index.traits().variant()).isEqualTo(Variant.MULTI);
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void theVariantOfAnIndexIsItsOwn() {
    make(Variant.SINGLE);
    try (SqlitePointerIndex index = open(null)) {
      assertThat(index.traits().variant()).isEqualTo(Variant.SINGLE);
    }
    assertThatThrownBy(() -> open(Variant.MULTI))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("single-version-store")
        .hasMessageContaining("multi-version-store");
  }

  @Test
  void anIndexThatBecameAnotherVariantBetweenIsRefused() {
    try (SqlitePointerIndex index = open(Variant.MULTI)) {
      make(Variant.SINGLE);
      assertThatThrownBy(() -> index.newest("id", Consistency.CONSISTENT, CALL))
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("single-version-store");
      assertThatThrownBy(() -> index.commit(Samples.absent(row("other", 0)), CALL))
          .isInstanceOf(StoreMismatch.class);
    }
  }

  @Test
  void openingAndReadingMakeNothing() throws IOException {
    Path below = dir.resolve("not/there/index.db");
    try (SqlitePointerIndex index = SqlitePointerIndex.open(below, Variant.MULTI)) {
      assertThat(index.newest("id", Consistency.CONSISTENT, CALL)).isNull();
      assertThat(index.page(PageRequest.oldestFirst("id", 1), CALL).rows()).isEmpty();
      assertThat(index.scan(ScanRequest.all(1), CALL).rows()).isEmpty();
      assertThat(index.retire(Retirement.drop(row("id", 0)), CALL)).isFalse();
      assertThat(index.identity(CALL)).isNull();
    }
    try (var files = Files.list(dir)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aNewerSchemaIsRefusedWithTheReason() throws SQLException {
    make(Variant.MULTI);
    execute("PRAGMA user_version = 2");
    assertThatThrownBy(() -> open(null))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("schema version 2")
        .hasMessageContaining("use a newer release");
  }

  @Test
  void anotherProgramsDatabaseIsRefused() throws SQLException {
    execute("CREATE TABLE theirs (a)");
    assertThatThrownBy(() -> open(null))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("database of another program");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Files.writeString(file, "Dear diary, ".repeat(1000));
    assertThatThrownBy(() -> open(null))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("not an SQLite database");
    assertThat(file).content().startsWith("Dear diary");
  }

  @Test
  void aFolderInItsPlaceIsRefused() throws IOException {
    Files.createDirectory(file);
    assertThatThrownBy(() -> open(null))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("is a folder");
  }

  @Test
  void aFileWhereItsFolderShouldBeIsRefused() throws IOException {
    Files.writeString(dir.resolve("store"), "a file");
    Path below = dir.resolve("store/index.db");
    assertThatThrownBy(() -> SqlitePointerIndex.open(below, Variant.MULTI))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("store");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 4096, 3 * 4096})
  void aTruncatedIndexIsRefusedAndNotWritten(int bytes) throws Exception {
    make(Variant.MULTI);
    try (SqlitePointerIndex index = open(null)) {
      for (int i = 0; i < 200; i++) {
        index.commit(Samples.absent(row("id" + i, 0, 1000)), CALL);
      }
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
    assertThatThrownBy(
            () -> {
              try (SqlitePointerIndex index = open(null)) {
                for (int i = 0; i < 200; i++) {
                  index.newest("id" + i, Consistency.CONSISTENT, CALL);
                }
              }
            })
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining(file.toString());
    assertThat(Files.size(file)).isEqualTo(bytes);
  }

  @Test
  void aDamagedRowIsNamed() throws SQLException {
    make(Variant.MULTI);
    execute("UPDATE pointers SET metadata = '{\"a\":' WHERE id = 'id'");
    try (SqlitePointerIndex index = open(null)) {
      assertThatThrownBy(() -> index.newest("id", Consistency.CONSISTENT, CALL))
          .isInstanceOfSatisfying(
              CorruptValue.class,
              e -> {
                assertThat(e.id()).contains("id");
                assertThat(e.version()).hasValue(0);
              });
      assertThat(index.commit(Samples.absent(row("next", 0)), CALL))
          .isInstanceOf(CommitResult.Committed.class);
    }
  }

  @Test
  void aRowOfANewerFormatIsRefusedWhereverItIsMet() throws SQLException {
    make(Variant.MULTI);
    execute("UPDATE pointers SET format = 2");
    try (SqlitePointerIndex index = open(null)) {
      assertThatThrownBy(() -> index.newest("id", Consistency.CONSISTENT, CALL))
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("use a newer");
      assertThatThrownBy(() -> index.commit(Samples.absent(row("id", 0)), CALL))
          .isInstanceOf(StoreMismatch.class);
      assertThat(index.commit(Samples.absent(row("other", 0)), CALL))
          .isInstanceOf(CommitResult.Committed.class);
    }
  }

  @Test
  void anEmptyFileIsAnIndexThatSomebodyBeganToMake() throws IOException {
    Files.createFile(file);
    try (SqlitePointerIndex index = open(null)) {
      assertThat(index.identity(CALL)).isNull();
      assertThat(index.commit(Samples.absent(row("id", 0)), CALL))
          .isInstanceOf(CommitResult.Committed.class);
      assertThat(index.identity(CALL)).isNotNull();
    }
  }

  @Test
  void aDatabaseWithoutTablesIsAnIndexThatSomebodyBeganToMake() throws SQLException {
    execute("PRAGMA journal_mode = WAL");
    assertThat(file).isNotEmptyFile();
    try (SqlitePointerIndex index = open(Variant.SINGLE)) {
      assertThat(index.identity(CALL)).isNull();
      assertThat(index.commit(Samples.absent(row("id", 0)), CALL))
          .isInstanceOf(CommitResult.Committed.class);
    }
    try (SqlitePointerIndex index = open(null)) {
      assertThat(index.traits().variant()).isEqualTo(Variant.SINGLE);
    }
  }

  @Test
  void anIndexKeepsItsIdentityWhereverItIsMoved() throws IOException {
    String identity = make(Variant.MULTI);
    Path elsewhere = dir.resolve("elsewhere.db");
    Files.move(file, elsewhere);
    try (SqlitePointerIndex index = SqlitePointerIndex.open(elsewhere, Variant.MULTI)) {
      assertThat(index.identity(CALL)).isEqualTo(identity);
    }
  }

  @Test
  void anIndexThatIsRemovedWhileItIsOpenIsNotMadeAnew() throws IOException {
    try (SqlitePointerIndex index = open(Variant.MULTI)) {
      index.commit(Samples.absent(row("id", 0)), CALL);
      for (String end : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(dir.resolve("index.db" + end));
      }
      assertThatThrownBy(() -> index.newest("id", Consistency.CONSISTENT, CALL))
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("removed or moved while it was open");
      assertThatThrownBy(() -> index.commit(Samples.absent(row("id", 1)), CALL))
          .isInstanceOf(StoreMismatch.class);
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void anIndexThatIsReplacedWhileItIsOpenIsRefusedAndLeftWhole() throws IOException {
    Row next = row("next", 0);
    try (SqlitePointerIndex other = open(Variant.MULTI)) {
      try (SqlitePointerIndex index = open(Variant.MULTI)) {
        index.commit(Samples.absent(row("id", 0)), CALL);
        Path elsewhere = Files.createDirectory(dir.resolve("elsewhere"));
        for (String end : new String[] {"", "-wal", "-shm"}) {
          Files.move(dir.resolve("index.db" + end), elsewhere.resolve("index.db" + end));
        }
        other.commit(Samples.absent(next), CALL);
        assertThatThrownBy(() -> index.newest("id", Consistency.CONSISTENT, CALL))
            .isInstanceOf(StoreMismatch.class)
            .hasMessageContaining("replaced by another");
      }
      assertThat(other.newest("next", Consistency.CONSISTENT, CALL)).isEqualTo(next);
    }
    try (SqlitePointerIndex again = open(null)) {
      assertThat(again.newest("next", Consistency.CONSISTENT, CALL)).isEqualTo(next);
    }
  }

  @Test
  void anIndexWhoseLockIsHeldIsUnavailableWhenTheTimeIsUp() throws SQLException {
    make(Variant.MULTI);
    try (SqlitePointerIndex index = open(null);
        HeldLock lock = new HeldLock(file)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(
              () ->
                  index.commit(
                      Samples.absent(row("late", 0)), Samples.within(Duration.ofMillis(30))))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("locked by another process");
      assertThat(index.newest("late", Consistency.CONSISTENT, CALL)).isNull();
    }
  }

  @Test
  void pagesFromTheOldestRowWaitForCommitsThatAreUnderWay() throws SQLException {
    make(Variant.MULTI);
    PageRequest oldestFirst = PageRequest.oldestFirst("id", 10);
    try (SqlitePointerIndex index = open(null)) {
      try (HeldLock stalled = new HeldLock(file)) {
        assertThat(stalled).isNotNull();
        assertThatThrownBy(() -> index.page(oldestFirst, Samples.within(Duration.ofMillis(30))))
            .isInstanceOf(StoreUnavailable.class);
        assertThat(index.page(PageRequest.newestFirst("id", 10), CALL).rows()).hasSize(1);
        assertThat(index.page(oldestFirst.with(Consistency.EVENTUAL), CALL).rows()).hasSize(1);
      }
      assertThat(index.page(oldestFirst, CALL).rows()).hasSize(1);
    }
  }

  @Test
  void aClosedIndexSaysSo() {
    SqlitePointerIndex index = open(Variant.MULTI);
    index.commit(Samples.absent(row("id", 0)), CALL);
    index.close();
    assertThatThrownBy(() -> index.commit(Samples.absent(row("id", 1)), CALL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(dir.resolve("index.db-wal")).doesNotExist();
  }

  @Test
  void aNameWithSignsThatUrisUseIsTakenAsItStands() {
    Path odd = dir.resolve("a b?c=d#e%20f&mode=memory;ä").resolve("index.db");
    Row row = row("id", 0);
    try (SqlitePointerIndex index = SqlitePointerIndex.open(odd, Variant.MULTI)) {
      index.commit(Samples.absent(row), CALL);
    }
    assertThat(odd).isNotEmptyFile();
    try (SqlitePointerIndex index = SqlitePointerIndex.open(odd, Variant.MULTI)) {
      assertThat(index.newest("id", Consistency.CONSISTENT, CALL)).isEqualTo(row);
    }
  }

  private SqlitePointerIndex open(Variant variant) {
    return SqlitePointerIndex.open(file, variant, InstantSource.system());
  }

  /** Makes an index with a row; answers its identity. */
  private String make(Variant variant) {
    try (SqlitePointerIndex index = open(variant)) {
      index.commit(Samples.absent(row("id", 0)), CALL);
      return index.identity(CALL);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package dev.vhs.local.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.AccessDenied;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.VhsException;
import dev.vhs.local.sqlite.SqliteFailures.Meaning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The meaning of SQLite's result codes, whatever their words are. */
class SqliteFailuresTest {
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "SQLITE_BUSY, BUSY",
    "SQLITE_BUSY_RECOVERY, BUSY",
    "SQLITE_BUSY_SNAPSHOT, BUSY",
    "SQLITE_LOCKED_SHAREDCACHE, BUSY",
    "SQLITE_PROTOCOL, BUSY",
    "SQLITE_FULL, NO_SPACE",
    "SQLITE_IOERR_SHMSIZE, NO_SPACE",
    "SQLITE_IOERR_SHMMAP, WRITE_FAILED",
    "SQLITE_IOERR_SHMOPEN, WRITE_FAILED",
    "SQLITE_IOERR_WRITE, WRITE_FAILED",
    "SQLITE_IOERR_TRUNCATE, WRITE_FAILED",
    "SQLITE_IOERR_FSYNC, WRITE_FAILED",
    "SQLITE_IOERR_DIR_FSYNC, WRITE_FAILED",
    "SQLITE_IOERR_CLOSE, WRITE_FAILED",
    "SQLITE_IOERR_READ, FAILED",
    "SQLITE_IOERR_LOCK, FAILED",
    "SQLITE_IOERR_SHMLOCK, FAILED",
    "SQLITE_IOERR_SHORT_READ, DAMAGED",
    "SQLITE_IOERR_NOMEM, OUT_OF_MEMORY",
    "SQLITE_IOERR_ACCESS, NOT_WRITABLE",
    "SQLITE_IOERR_AUTH, NOT_WRITABLE",
    "SQLITE_IOERR_BEGIN_ATOMIC, WRITE_FAILED",
    "SQLITE_IOERR_BLOCKED, FAILED",
    "SQLITE_IOERR_CHECKRESERVEDLOCK, FAILED",
    "SQLITE_IOERR_COMMIT_ATOMIC, WRITE_FAILED",
    "SQLITE_IOERR_CONVPATH, FAILED",
    "SQLITE_IOERR_CORRUPTFS, DAMAGED",
    "SQLITE_IOERR_DATA, DAMAGED",
    "SQLITE_IOERR_DELETE, FAILED",
    "SQLITE_IOERR_DELETE_NOENT, FAILED",
    "SQLITE_IOERR_DIR_CLOSE, FAILED",
    "SQLITE_IOERR_FSTAT, FAILED",
    "SQLITE_IOERR_GETTEMPPATH, WRITE_FAILED",
    "SQLITE_IOERR_MMAP, FAILED",
    "SQLITE_IOERR_RDLOCK, FAILED",
    "SQLITE_IOERR_ROLLBACK_ATOMIC, WRITE_FAILED",
    "SQLITE_IOERR_SEEK, FAILED",
    "SQLITE_IOERR_UNLOCK, FAILED",
    "SQLITE_IOERR_VNODE, FAILED",
    "SQLITE_IOERR, FAILED",
    "SQLITE_NOMEM, OUT_OF_MEMORY",
    "SQLITE_READONLY, NOT_WRITABLE",
    "SQLITE_READONLY_RECOVERY, NOT_WRITABLE",
    "SQLITE_READONLY_DBMOVED, MOVED",
    "SQLITE_PERM, NOT_WRITABLE",
    "SQLITE_AUTH, NOT_WRITABLE",
    "SQLITE_CANTOPEN, NOT_OPENED",
    "SQLITE_CANTOPEN_NOTEMPDIR, NOT_OPENED",
    "SQLITE_CANTOPEN_ISDIR, FOLDER",
    "SQLITE_CANTOPEN_SYMLINK, LINK",
    "SQLITE_CORRUPT, DAMAGED",
    "SQLITE_CORRUPT_VTAB, DAMAGED",
    "SQLITE_TOOBIG, DAMAGED",
    "SQLITE_NOTADB, STRANGE",
    "SQLITE_FORMAT, STRANGE",
    "SQLITE_ERROR, STRANGE",
    "SQLITE_INTERRUPT, OUT_OF_TIME",
  })
  void codesHaveMeanings(SQLiteErrorCode code, Meaning meaning) {
    SQLException e = new SQLiteException("palabras de otro idioma", code);
    assertThat(SqliteFailures.meaning(e)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeIsAVhsException(SQLiteErrorCode code) {
    VhsException e =
        SqliteFailures.translate(new SQLiteException("x", code), dir.resolve("index.db"));
    assertThat(e).isInstanceOfAny(StoreUnavailable.class, StoreMismatch.class, AccessDenied.class);
    assertThat(e).hasMessageContaining("index.db");
  }

  /** Compares the table with the driver's, so that a new code of input and output is looked at. */
  @Test
  void everyCodeOfInputAndOutputIsInTheTable() throws NoSuchMethodException {
    CsvSource table =
        SqliteFailuresTest.class
            .getDeclaredMethod("codesHaveMeanings", SQLiteErrorCode.class, Meaning.class)
            .getAnnotation(CsvSource.class);
    Set<String> listed =
        Stream.of(table.value()).map(line -> line.split(",", -1)[0]).collect(Collectors.toSet());
    assertThat(listed)
        .containsAll(
            Stream.of(SQLiteErrorCode.values())
                .map(Enum::name)
                .filter(name -> name.startsWith("SQLITE_IOERR"))
                .toList());
  }

  /** A full disk is told by looking at it, where a code may mean other things too. */
  @Test
  void aFailedWriteOnADiskWithRoomIsNotCalledAFullDisk() throws Exception {
    Path file = Files.createFile(dir.resolve("index.db"));
    VhsException e =
        SqliteFailures.translate(
            new SQLiteException("x", SQLiteErrorCode.SQLITE_IOERR_WRITE), file);
    assertThat(e).isInstanceOf(StoreUnavailable.class);
    assertThat(e).hasMessageContaining("failed").message().doesNotContain("No space");
  }
}

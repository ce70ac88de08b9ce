package dev.vhs.local.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of each connection that writes. */
class SessionTest {
  @TempDir Path dir;

  /** Looks at a connection that makes the file and at one that finds it. */
  @ParameterizedTest
  @CsvSource({
    "synchronous, 2",
    "fullfsync, 1",
    "checkpoint_fullfsync, 1",
  })
  void everyConnectionThatWritesForcesItsCommitsToDisk(String setting, int value)
      throws SQLException {
    IndexFile file = new IndexFile(dir.resolve("index.db"));
    for (String how : new String[] {"made", "found"}) {
      try (Session session = open(file)) {
        assertThat(pragma(session, setting)).as(how).isEqualTo(Integer.toString(value));
      }
    }
  }

  @Test
  void theJournalIsALog() throws SQLException {
    try (Session session = open(new IndexFile(dir.resolve("index.db")))) {
      assertThat(pragma(session, "journal_mode")).isEqualTo("wal");
    }
  }

  private static Session open(IndexFile file) {
    return file.openOrCreate(Variant.MULTI, Deadline.in(Duration.ofMinutes(1)));
  }

  private static String pragma(Session session, String name) throws SQLException {
    Connection connection = session.statement(Sql.BEGIN).getConnection();
    try (Statement query = connection.createStatement();
        ResultSet result = query.executeQuery("PRAGMA " + name)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }
}

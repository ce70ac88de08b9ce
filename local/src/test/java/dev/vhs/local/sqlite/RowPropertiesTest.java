package dev.vhs.local.sqlite;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.CorruptValue;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.local.Samples;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanRequest;
import dev.vhs.testkit.contract.RandomRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The rows in SQLite as this library writes them, and as somebody with a shell leaves them. */
class RowPropertiesTest {
  private static final int TRIES = 300;

  private static Path dir;
  private static SqlitePointerIndex index;
  private static Connection shell;

  @BeforeContainer
  static void open() throws IOException, SQLException {
    dir = Files.createTempDirectory("rows");
    Path file = dir.resolve("index.db");
    index = SqlitePointerIndex.open(file, Variant.MULTI);
    index.commit(Samples.absent(Samples.row("first", 0)), CALL);
    shell = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=60000");
  }

  @AfterContainer
  static void close() throws IOException, SQLException {
    shell.close();
    index.close();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Returns the columns that say nothing of which row it is. */
  @Provide
  static Arbitrary<String> columns() {
    return Arbitraries.of(Schema.COLUMNS).filter(column -> !column.equals("id"));
  }

  @Provide
  static Arbitrary<Object> values() {
    return Arbitraries.oneOf(
        List.of(
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.of(
                    0L, -1L, 1L, 2L, 1L << 32, (1L << 32) + 1, Long.MAX_VALUE, Long.MIN_VALUE)
                .map(Object.class::cast),
            Arbitraries.strings().all().ofMaxLength(12).map(Object.class::cast),
            Arbitraries.of("tombstone", "filler", "store", "{}", "{\"a\":1}", "{\"a\":\"\\u+123\"}")
                .map(Object.class::cast),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(200).map(Object.class::cast),
            Arbitraries.of(12, 16, 32, 192).map(byte[]::new).map(Object.class::cast)));
  }

  private static Row stored(long seed) {
    Row random = RandomRows.row(new Random(seed));
    Row row =
        random.toBuilder()
            .id("r" + Long.toUnsignedString(seed) + "x" + random.id())
            .writeId(
                Objects.requireNonNullElseGet(random.writeId(), () -> new java.util.UUID(1, seed)))
            .build();
    CommitResult result = index.commit(Samples.absent(row), CALL);
    // The same seed may come twice: then the row is there, and was made by the same write.
    assertThat(result).isInstanceOfAny(CommitResult.Committed.class, CommitResult.Conflict.class);
    return row;
  }

  @Property(tries = TRIES)
  void aRowComesBack(@ForAll long seed) throws SQLException {
    Row row = stored(seed);
    assertThat(index.read(row.id(), row.version(), Consistency.CONSISTENT, CALL)).isEqualTo(row);
    forget(row);
  }

  @Property(tries = TRIES)
  void oneStrangeColumnIsNamedOrSpoilsNothingElse(
      @ForAll long seed,
      @ForAll("columns") String column,
      @ForAll("values") Object value,
      @ForAll boolean missing)
      throws SQLException {
    Row row = stored(seed);
    if (!set(row, column, missing ? null : value)) {
      forget(row);
      return;
    }
    try {
      Row read = index.newest(row.id(), Consistency.CONSISTENT, CALL);
      assertThat(read).isNotNull();
      assertThat(RandomRows.fault(read)).as("%s", read).isNull();
      assertThat(read.id()).isEqualTo(row.id());
      if (!column.equals("version")) {
        assertThat(read.version()).isEqualTo(row.version());
      }
      if (!column.equals("write_id")) {
        assertThat(read.writeId()).isEqualTo(row.writeId());
      }
      if (read.payload() != null && !read.payload().equals(row.payload())) {
        assertThat(read.content()).as("facts of another object").isNull();
        assertThat(read.value()).as("a value beside another object").isNull();
      }
    } catch (CorruptValue e) {
      assertThat(e.getMessage()).contains("is damaged").contains(row.id());
    } catch (StoreMismatch e) {
      assertThat(column).isEqualTo("format");
    }
    forget(row);
    assertThat(index.scan(ScanRequest.all(10), CALL).rows()).as("nothing is left").hasSize(1);
  }

  /** Sets a column as a shell does; false where the table's own types forbid it. */
  private static boolean set(Row row, String column, Object value) throws SQLException {
    try (PreparedStatement update =
        shell.prepareStatement("UPDATE pointers SET " + column + " = ? WHERE id = ?")) {
      update.setObject(1, value);
      update.setString(2, row.id());
      return update.executeUpdate() == 1;
    } catch (SQLException e) {
      assertThat(e.getMessage()).contains("SQLITE_CONSTRAINT");
      return false;
    }
  }

  private static void forget(Row row) throws SQLException {
    try (PreparedStatement delete = shell.prepareStatement("DELETE FROM pointers WHERE id = ?")) {
      delete.setString(1, row.id());
      delete.executeUpdate();
    }
  }
}

package dev.vhs.local.sqlite;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.CorruptValue;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.local.Samples;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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

  /** Changes a byte of a row as it is stored, which must never go unnoticed. */
  @Property(tries = TRIES)
  void aDamagedRowIsNamed(
      @ForAll long seed, @ForAll int place, @ForAll @IntRange(min = 1, max = 255) int bits)
      throws SQLException {
    Row row = stored(seed);
    byte[] form = RowForm.write(row);
    form[Math.floorMod(place, form.length)] ^= (byte) bits;
    set(row, form);
    assertThatThrownBy(() -> index.newest(row.id(), Consistency.CONSISTENT, CALL))
        .isInstanceOfSatisfying(
            CorruptValue.class,
            e -> assertThat(e).hasMessageContaining("is damaged").hasMessageContaining(row.id()));
    assertThatThrownBy(() -> index.page(PageRequest.oldestFirst(row.id(), 3), CALL))
        .isInstanceOf(CorruptValue.class);
    assertThat(index.scan(ScanRequest.all(10), CALL).unreadable()).hasSize(1);
    forget(row);
  }

  /** Changes a row as another program might that gets the checksum right and the rest wrong. */
  @Property(tries = TRIES)
  void aStrangeRowIsNamedOrSpoilsNothingElse(
      @ForAll long seed, @ForAll @Size(max = 6) List<Integer> places, @ForAll int length)
      throws SQLException {
    Row row = stored(seed);
    byte[] form = RowForm.write(row);
    Random random = new Random(seed);
    for (int place : places) {
      // The parts that say how to read the rest come first.
      form[5 + Math.floorMod(place, Math.min(form.length - 5, 80))] ^= (byte) random.nextInt();
    }
    if (length % 4 == 0) {
      form = Arrays.copyOf(form, 6 + Math.floorMod(length, 2 * form.length));
    }
    SqlForeignWriter.sign(row.id(), row.version(), form);
    set(row, form);
    try {
      Row read = index.newest(row.id(), Consistency.CONSISTENT, CALL);
      assertThat(read).isNotNull();
      assertThat(RandomRows.fault(read)).as("%s", read).isNull();
      assertThat(read.id()).isEqualTo(row.id());
      assertThat(read.version()).isEqualTo(row.version());
    } catch (CorruptValue e) {
      assertThat(e.getMessage()).contains("is damaged").contains(row.id());
    } catch (StoreMismatch e) {
      assertThat(e).hasMessageContaining("use a newer release");
    }
    forget(row);
    assertThat(index.scan(ScanRequest.all(10), CALL).rows()).as("nothing is left").hasSize(1);
  }

  /** Looks for the checksum of one row under another id or version. */
  @Property(tries = TRIES)
  void aRowBelongsToItsIdAndVersion(@ForAll long seed) {
    Row row = RandomRows.row(new Random(seed));
    byte[] form = RowForm.write(row);
    assertThat(RowForm.read(row.id(), row.version(), form)).isEqualTo(row);
    assertThatThrownBy(() -> RowForm.read(row.id() + "x", row.version(), form))
        .isInstanceOf(CorruptValue.class);
    assertThatThrownBy(() -> RowForm.read(row.id(), row.version() ^ 1, form))
        .isInstanceOf(CorruptValue.class);
    assertThat(RowForm.payload(form)).isEqualTo(row.payload());
  }

  private static void set(Row row, byte[] form) throws SQLException {
    try (PreparedStatement update =
        shell.prepareStatement("UPDATE pointers SET row = ? WHERE id = ?")) {
      update.setBytes(1, form);
      update.setString(2, row.id());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static void forget(Row row) throws SQLException {
    try (PreparedStatement delete = shell.prepareStatement("DELETE FROM pointers WHERE id = ?")) {
      delete.setString(1, row.id());
      delete.executeUpdate();
    }
  }
}

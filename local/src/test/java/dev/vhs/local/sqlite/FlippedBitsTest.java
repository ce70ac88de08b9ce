package dev.vhs.local.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.local.Samples;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One flipped bit anywhere in an index or its log: each reading is right or an error, never another
 * row, an older one, or the claim that there is none. {@code -Dvhs.seed=N} repeats a run.
 */
@Timeout(3600)
class FlippedBitsTest {
  private static final long SEED = Long.getLong("vhs.seed", new Random().nextInt(1 << 30));
  private static final int SAMPLES = 100;
  private static final int IDS = 4;
  private static final int VERSIONS = 5;

  /** Much longer than any reading takes, also on a machine with other work. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Path MEMORY = Path.of("/dev/shm");

  private final List<Row> rows = new ArrayList<>();
  private Path dir;
  private Path file;
  private Path log;
  private String identity;
  private byte[] index;

  @BeforeEach
  void setUp() throws IOException {
    // In memory where that can be: each opening forces files.
    dir =
        Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, "vhs")
            : Files.createTempDirectory("vhs");
    file = dir.resolve("index.db");
    log = dir.resolve("index.db-wal");
  }

  @AfterEach
  void tearDown() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private void write(SqlitePointerIndex opened, Variant variant) {
    for (int id = 0; id < IDS; id++) {
      for (int version = 0; version < (variant == Variant.SINGLE ? 1 : VERSIONS); version++) {
        // So long that some rows lie on pages of their own.
        Row row = Samples.row("id" + id, version, version == 3 ? 1200 : 20);
        opened.commit(Samples.absent(row), Samples.CALL);
        rows.add(row);
      }
    }
    identity = opened.identity(Samples.CALL);
  }

  private void make(Variant variant) throws IOException {
    try (SqlitePointerIndex opened = SqlitePointerIndex.open(file, variant)) {
      write(opened, variant);
    }
    shrink();
    index = Files.readAllBytes(file);
  }

  /** Makes the pages small: fewer bits then have many kinds of pages. */
  private void shrink() throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = DELETE");
      statement.execute("PRAGMA page_size = 512");
      statement.execute("VACUUM");
      statement.execute("PRAGMA journal_mode = WAL");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** Leaves a log as a process that was killed does, with some commits in it. */
  private byte[] makeLog() throws IOException {
    try (SqlitePointerIndex opened = SqlitePointerIndex.open(file, Variant.MULTI)) {
      Row first = Samples.row("first", 0);
      opened.commit(Samples.absent(first), Samples.CALL);
    }
    try (SqlitePointerIndex opened = SqlitePointerIndex.open(file, Variant.MULTI)) {
      write(opened, Variant.MULTI);
      index = Files.readAllBytes(file);
      // The last commit of a log can't be told from one that was not finished.
      opened.commit(Samples.absent(Samples.row("zlast", 0)), Samples.CALL);
      return Files.readAllBytes(log);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBitOfAnIndex(Variant variant) throws IOException {
    make(variant);
    Random random = new Random(SEED);
    System.out.println("bits of seed " + SEED);
    assertThat(wrong(random.ints(SAMPLES, 0, index.length * 8))).isEmpty();
    // The header, where a bit says how all of the rest is read.
    assertThat(wrong(random.ints(SAMPLES, 0, 100 * 8))).isEmpty();
    // The places that are in use, and not the room between.
    int[] used = IntStream.range(0, index.length).filter(at -> index[at] != 0).toArray();
    assertThat(wrong(random.ints(SAMPLES, 0, used.length * 8).map(at -> used[at / 8] * 8 + at % 8)))
        .isEmpty();
  }

  @Tag("attack")
  @ParameterizedTest
  @EnumSource
  void everyBitOfAnIndex(Variant variant) throws IOException {
    make(variant);
    assertThat(wrong(IntStream.range(0, index.length * 8))).isEmpty();
    System.out.println(index.length * 8 + " bits");
  }

  @Test
  void aByteOfALog() throws IOException {
    byte[] bytes = makeLog();
    Random random = new Random(SEED);
    System.out.println("bytes of seed " + SEED);
    assertThat(wrongLogs(bytes, random.ints(2 * SAMPLES, 0, bytes.length), random)).isEmpty();
    assertThat(wrongLogs(bytes, headers(bytes), random)).as("the headers").isEmpty();
    assertThat(wrongLogs(headers(bytes).filter(at -> bytes[at] != 0), bytes, at -> (byte) 0))
        .as("lost bytes of the headers")
        .isEmpty();
  }

  /** Returns the places of a log's header and of the headers of its frames. */
  private static IntStream headers(byte[] log) {
    int frame = 24 + ByteBuffer.wrap(log).getInt(8);
    return IntStream.range(0, log.length).filter(at -> at < 32 || (at - 32) % frame < 24);
  }

  @Tag("attack")
  @Test
  void everyByteOfALog() throws IOException {
    byte[] bytes = makeLog();
    assertThat(wrongLogs(bytes, IntStream.range(0, bytes.length), new Random(SEED))).isEmpty();
    System.out.println(bytes.length + " bytes of a log");
  }

  private List<String> wrongLogs(byte[] bytes, IntStream places, Random random) throws IOException {
    return wrongLogs(places, bytes, at -> (byte) (bytes[at] ^ (1 + random.nextInt(255))));
  }

  private List<String> wrongLogs(IntStream places, byte[] bytes, IntFunction<Byte> change)
      throws IOException {
    List<String> wrong = new ArrayList<>();
    for (int place : places.toArray()) {
      byte[] damaged = bytes.clone();
      damaged[place] = change.apply(place);
      restore(index);
      Files.write(log, damaged);
      String fault = fault();
      if (fault != null) {
        wrong.add("byte " + place + ": " + fault);
      }
    }
    return wrong;
  }

  /** Returns the bits after whose flipping something was wrong, with the first such thing. */
  private List<String> wrong(IntStream bits) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (int bit : bits.toArray()) {
      byte[] damaged = index.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      restore(damaged);
      String fault = fault();
      if (fault != null) {
        wrong.add("bit " + bit + ": " + fault);
      }
    }
    return wrong;
  }

  private void restore(byte[] damaged) throws IOException {
    Files.deleteIfExists(log);
    Files.deleteIfExists(dir.resolve("index.db-shm"));
    Files.write(file, damaged);
  }

  /** Returns what is wrong with the readings; null where each is right or a documented error. */
  private String fault() {
    RequestContext call = Samples.within(PATIENCE);
    try (SqlitePointerIndex opened = SqlitePointerIndex.open(file, null, InstantSource.system())) {
      List<String> faults = new ArrayList<>();
      check(faults, "identity", identity, () -> opened.identity(call));
      for (Row row : rows) {
        check(
            faults,
            "version",
            row,
            () -> opened.read(row.id(), row.version(), Consistency.CONSISTENT, call));
      }
      for (int id = 0; id < IDS; id++) {
        String name = "id" + id;
        List<Row> all = rows.stream().filter(row -> row.id().equals(name)).toList();
        check(
            faults,
            "newest",
            all.get(all.size() - 1),
            () -> opened.newest(name, Consistency.CONSISTENT, call));
        check(
            faults,
            "page",
            all,
            () -> opened.page(PageRequest.oldestFirst(name, 3), call).rows(),
            3);
        check(
            faults,
            "pages",
            all,
            () -> opened.page(PageRequest.oldestFirst(name, 9), call).rows(),
            9);
      }
      check(
          faults,
          "scan",
          rows.size(),
          () ->
              size(
                  opened.scan(
                      new ScanRequest(0, 1, "id", null, 99, Consistency.CONSISTENT), call)));
      return faults.isEmpty() ? null : faults.get(0);
    } catch (VhsException e) {
      return null;
    } catch (RuntimeException | Error e) {
      return e.toString();
    }
  }

  private int size(ScanPage page) {
    assertThat(rows).containsAll(page.rows());
    return page.rows().size() + page.unreadable().size();
  }

  private static void check(
      List<String> faults, String what, List<Row> all, Supplier<List<Row>> read, int limit) {
    check(faults, what, all.subList(0, Math.min(limit, all.size())), read);
  }

  private static <T> void check(List<String> faults, String what, T expected, Supplier<T> read) {
    try {
      T got = read.get();
      if (!expected.equals(got)) {
        faults.add(what + " is " + got + " in place of " + expected);
      }
    } catch (VhsException e) {
      // An error is right.
    } catch (RuntimeException | Error e) {
      faults.add(what + " fails with " + e);
    }
  }
}

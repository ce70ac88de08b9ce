package dev.vhs.local;

import dev.vhs.Codec;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares the store in a folder with bare loops of the same durability. Both sides take turns, a
 * few writes each, so that a busy machine slows both. Run with a folder on the disk to measure:
 *
 * <pre>
 * mvn -q -pl local -am test-compile exec:java … or java -cp CLASSPATH dev.vhs.local.LocalBenchmark DIR
 * </pre>
 */
final class LocalBenchmark {
  private static final int TURNS = 40;
  private static final int WARM_UP_TURNS = 10;
  private static final int THREADS = 16;

  private final Path dir;
  private final Random random = new Random(1);
  private int count;

  private LocalBenchmark(Path dir) {
    this.dir = dir;
  }

  public static void main(String[] arguments) throws Exception {
    Path dir = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[0])), "bench");
    try {
      new LocalBenchmark(dir).run();
    } finally {
      try (var all = Files.walk(dir)) {
        for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void run() throws Exception {
    System.out.printf("fsync of 4 KiB appended: %.2f ms%n", fsyncMillis());
    try (Vhs vhs = Vhs.builder(LocalBackend.open(dir.resolve("store"))).open();
        Connection connection = connect(dir.resolve("bare.db"));
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      byte[] small = bytes(1024);
      compare(
          "1 KiB, bare SQLite insert",
          25,
          () -> insert(insert, small),
          "1 KiB, init",
          () -> store.init("id" + count++, small));
      double one = rate(200, () -> store.init("id" + count++, small));
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      for (int round = 0; round < 3; round++) {
        one = rate(300, () -> store.init("id" + count++, small));
        double many = rateOfMany(threads, store, small);
        System.out.printf(
            "1 KiB, one thread %.0f/s, %d threads %.0f/s: %.1f times%n",
            one, THREADS, many, many / one);
      }
      threads.shutdown();
      byte[] large = bytes(1 << 20);
      Path objects = Files.createDirectory(dir.resolve("bare"));
      compare(
          "1 MiB, bare file, rename, folder, SQLite insert, SHA-256",
          5,
          () -> {
            MessageDigest.getInstance("SHA-256").digest(large);
            write(objects, large);
            insert(insert, new byte[200]);
          },
          "1 MiB, init",
          () -> store.init("id" + count++, large));
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void compare(String bare, int each, Step bareStep, String ours, Step ourStep)
      throws Exception {
    List<Long> bareTimes = new ArrayList<>();
    List<Long> ourTimes = new ArrayList<>();
    for (int turn = 0; turn < WARM_UP_TURNS + TURNS; turn++) {
      for (int i = 0; i < each; i++) {
        long start = System.nanoTime();
        bareStep.run();
        long middle = System.nanoTime();
        ourStep.run();
        long end = System.nanoTime();
        if (turn >= WARM_UP_TURNS) {
          bareTimes.add(middle - start);
          ourTimes.add(end - middle);
        }
      }
    }
    System.out.printf(
        "%s %.3f ms (mean %.3f); %s %.3f ms (mean %.3f): %.2f of the bare rate (mean %.2f)%n",
        bare,
        median(bareTimes),
        mean(bareTimes),
        ours,
        median(ourTimes),
        mean(ourTimes),
        median(bareTimes) / median(ourTimes),
        mean(bareTimes) / mean(ourTimes));
  }

  private static double rate(int times, Step step) throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      step.run();
    }
    return times * 1e9 / (System.nanoTime() - start);
  }

  private double rateOfMany(ExecutorService threads, VersionedStore<byte[]> store, byte[] value)
      throws Exception {
    int times = 300;
    long start = System.nanoTime();
    List<Future<?>> done = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      String id = "id" + count++ + "-";
      done.add(
          threads.submit(
              () -> {
                for (int i = 0; i < times; i++) {
                  store.init(id + i, value);
                }
              }));
    }
    for (Future<?> each : done) {
      each.get();
    }
    return THREADS * times * 1e9 / (System.nanoTime() - start);
  }

  private static Connection connect(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute(
          "CREATE TABLE t (id TEXT, version INTEGER, value BLOB, UNIQUE (id, version))");
    }
    return connection;
  }

  private void insert(PreparedStatement insert, byte[] value) throws SQLException {
    insert.setString(1, "id" + count++);
    insert.setLong(2, 0);
    insert.setBytes(3, value);
    insert.executeUpdate();
  }

  private void write(Path folder, byte[] value) throws IOException {
    Path temporary = folder.resolve("temporary");
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(value));
      channel.force(true);
    }
    Files.move(temporary, folder.resolve("object" + count++), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }

  private double fsyncMillis() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            dir.resolve("fsync"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      List<Long> times = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        long start = System.nanoTime();
        channel.write(ByteBuffer.allocate(4096));
        channel.force(true);
        times.add(System.nanoTime() - start);
      }
      return median(times);
    }
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static double median(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1e6;
  }

  private static double mean(List<Long> nanos) {
    return nanos.stream().mapToLong(Long::longValue).average().orElseThrow() / 1e6;
  }
}

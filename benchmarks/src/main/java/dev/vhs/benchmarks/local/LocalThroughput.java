package dev.vhs.benchmarks.local;

import dev.vhs.Vhs;
import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.Parallel;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.VhsContender;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.harness.Entrant;
import dev.vhs.benchmarks.harness.Goal;
import dev.vhs.benchmarks.harness.Race;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Standings.Versus;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.local.LocalBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The share of the disk's speed that the embedded store delivers. */
public final class LocalThroughput implements Chapter {
  private static final Versus OF_BARE = Versus.rate(Target.atLeast(0.8));
  private static final Versus OF_ROCKS_WRITES =
      Versus.rate(Target.atLeast(0.7).of(Goal.ROCKS_WRITES));
  private static final Versus OF_ROCKS_READS =
      Versus.rate(Target.atLeast(0.5).of(Goal.ROCKS_READS));
  private static final Versus OF_BARE_DISK = Versus.rate(Target.atLeast(0.9).of(Goal.BARE_DISK));
  private static final int MANY = 16;

  /**
   * The number of entrants of all races together: writers of each size with few and many threads,
   * readers, and the pair of ours.
   */
  private static final int ENTRANTS = 3 * 2 + 2 * 2 + 3 + 2;

  /** The number of ids that each thread reads in turns. */
  private static final int READ_IDS = 256;

  /** The duration of a sync, in milliseconds, from which sharing it has to pay. */
  private static final double SLOW_FSYNC = 0.5;

  private static final Target WHERE_SLOW = Target.atLeast(3);
  private static final Target WHERE_FAST = Target.atLeast(1);

  /** Makes the chapter. */
  public LocalThroughput() {}

  @Override
  public String key() {
    return "local";
  }

  @Override
  public String title() {
    return "The embedded store: durable writes and reads beside bare loops and RocksDB";
  }

  @Override
  public String note() {
    return """
    `init` of new ids, beside what is as durable: RocksDB, its log synced at each write, which keeps one value an id; \
    an SQLite insert in a transaction of its own (WAL, `synchronous=FULL`); \
    for 1 MiB a file that is synced and renamed, its folder synced, such an insert, and SHA-256. \
    One row compares 16 threads of ours with one. Reads are of %d ids a thread, of which RocksDB has flushed its memory to files; ours compares each with its SHA-256.\
    """
        .formatted(READ_IDS);
  }

  @Override
  public Duration timed(Settings settings) {
    return settings.pace().of(ENTRANTS);
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    Path folder = settings.directory();
    Distribution fsync = Fsync.millis(folder);
    try (Contender vhs =
            VhsContender.of(Vhs.builder(LocalBackend.open(folder.resolve("store"))).open());
        BareRocksDb rocks = new BareRocksDb(folder.resolve("rocks"));
        Contender sqlite = new BareSqlite(folder.resolve("sqlite.db"));
        Contender files = new BareFiles(folder.resolve("files"))) {
      byte[] small = Sizes.value(Sizes.SMALL);
      byte[] large = Sizes.value(Sizes.LARGE);
      for (int threads : new int[] {1, MANY}) {
        rows.accept(
            Race.run(writers(threads, small, vhs, rocks, sqlite), settings.pace())
                .row(
                    "init, 1 KiB, %s, fsync %.2f ms"
                        .formatted(Sizes.threads(threads), fsync.median()),
                    threads == MANY ? OF_ROCKS_WRITES : Versus.JUST_SO,
                    OF_BARE));
      }
      List<Entrant> readers = readers(small, vhs, rocks, sqlite);
      rocks.flush();
      rows.accept(
          Race.run(readers, settings.pace())
              .row("getLatest, 1 KiB, " + Sizes.threads(MANY), OF_ROCKS_READS, Versus.JUST_SO));
      rows.accept(
          Race.run(
                  List.of(
                      writer(vhs, MANY + " threads", "many-", MANY, small),
                      writer(vhs, "1 thread", "one-", 1, small)),
                  settings.pace())
              .row(
                  "init, 1 KiB, %d threads and 1".formatted(MANY),
                  Versus.rate(fsync.median() > SLOW_FSYNC ? WHERE_SLOW : WHERE_FAST)));
      for (int threads : new int[] {1, MANY}) {
        rows.accept(
            Race.run(writers(threads, large, vhs, files), settings.pace())
                .row(
                    "init, 1 MiB, " + Sizes.threads(threads),
                    threads == MANY ? OF_BARE_DISK : OF_BARE));
      }
    }
  }

  private static List<Entrant> writers(int threads, byte[] value, Contender... contenders) {
    List<Entrant> entrants = new ArrayList<>();
    for (Contender contender : contenders) {
      String ids = "w-" + threads + "-" + value.length + "-";
      entrants.add(writer(contender, contender.name(), ids, threads, value));
    }
    return entrants;
  }

  private static Entrant writer(
      Contender contender, String name, String ids, int threads, byte[] value) {
    return new Entrant(
        name, threads, (thread, turn) -> contender.init(ids + thread + "-" + turn, value));
  }

  private static List<Entrant> readers(byte[] value, Contender... contenders) throws Exception {
    List<Entrant> entrants = new ArrayList<>();
    for (Contender contender : contenders) {
      Parallel.run(
          MANY,
          thread -> {
            for (int id = 0; id < READ_IDS; id++) {
              contender.init(read(thread, id), value);
            }
          });
      entrants.add(
          new Entrant(
              contender.name(),
              MANY,
              (thread, turn) -> contender.getLatest(read(thread, turn % READ_IDS))));
    }
    return entrants;
  }

  private static String read(int thread, long id) {
    return "r-" + thread + "-" + id;
  }
}

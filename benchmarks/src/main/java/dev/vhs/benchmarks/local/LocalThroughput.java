package dev.vhs.benchmarks.local;

import dev.vhs.Vhs;
import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.VhsContender;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.harness.Entrant;
import dev.vhs.benchmarks.harness.Race;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.local.LocalBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What the embedded store makes of the disk. */
public final class LocalThroughput implements Chapter {
  private static final Target OF_BARE = Target.atLeast(0.8);
  private static final int MANY = 16;

  /** Where a sync takes longer than this, in milliseconds, sharing it has to pay. */
  private static final double SLOW_FSYNC = 0.5;

  private static final Target WHERE_SLOW = Target.atLeast(3);
  private static final Target WHERE_FAST = Target.atLeast(1);

  /** The chapter. */
  public LocalThroughput() {}

  @Override
  public String key() {
    return "local";
  }

  @Override
  public String title() {
    return "The embedded store: durable writes beside bare loops";
  }

  @Override
  public String note() {
    return """
        `init` of new ids, beside loops that are as durable: an SQLite insert in a transaction of its own \
        (WAL, `synchronous=FULL`); for 1 MiB a file that is synced and renamed, its folder synced, such an insert, and SHA-256. \
        The second row compares 16 threads of ours with one.""";
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    Path folder = settings.directory();
    Distribution fsync = Fsync.millis(folder);
    try (Contender vhs =
            VhsContender.of(Vhs.builder(LocalBackend.open(folder.resolve("store"))).open());
        Contender sqlite = new BareSqlite(folder.resolve("sqlite.db"));
        Contender files = new BareFiles(folder.resolve("files"))) {
      byte[] small = Sizes.value(Sizes.SMALL);
      byte[] large = Sizes.value(Sizes.LARGE);
      rows.accept(
          Race.run(
                  List.of(
                      entrant(vhs, "vhs", "small-", 1, small),
                      entrant(sqlite, sqlite.name(), "small-", 1, small)),
                  settings.pace())
              .row("init, 1 KiB, 1 thread", OF_BARE));
      rows.accept(
          Race.run(
                  List.of(
                      entrant(vhs, MANY + " threads", "many-", MANY, small),
                      entrant(vhs, "1 thread", "one-", 1, small)),
                  settings.pace())
              .row(
                  "init, 1 KiB, %d threads and 1, fsync %.2f ms".formatted(MANY, fsync.median()),
                  fsync.median() > SLOW_FSYNC ? WHERE_SLOW : WHERE_FAST));
      rows.accept(
          Race.run(
                  List.of(
                      entrant(vhs, "vhs", "large-", 1, large),
                      entrant(files, files.name(), "large-", 1, large)),
                  settings.pace())
              .row("init, 1 MiB, 1 thread", OF_BARE));
    }
  }

  private static Entrant entrant(
      Contender contender, String name, String ids, int threads, byte[] value) {
    return new Entrant(
        name, threads, (thread, turn) -> contender.init(ids + thread + "-" + turn, value));
  }
}

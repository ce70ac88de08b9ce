package dev.vhs.benchmarks.footprint;

import dev.vhs.Variant;
import dev.vhs.benchmarks.ChildProcess;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Figure;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.testkit.emulators.EmulatedStore;
import java.util.function.Consumer;

/** The memory that a client takes of a server. */
public final class LongRunning implements Chapter {
  private static final int HEAP_MIB = 64;
  private static final long CACHE_BYTES = 8L << 20;
  private static final double MIB = 1 << 20;

  /** Makes the chapter. */
  public LongRunning() {}

  @Override
  public String key() {
    return "client";
  }

  @Override
  public String title() {
    return "DynamoDB and S3: memory of a client that runs for long";
  }

  @Override
  public String note() {
    return """
    A process of its own, with `-Xmx%dm`, puts and gets values of 1 KiB with 16 threads. \
    Live heap is what a collection leaves, the SDK's classes and connections among it.\
    """
        .formatted(HEAP_MIB);
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    int turns = settings.pick(50, 500);
    rows.accept(row("no cache", 0, turns));
    rows.accept(row("a cache of 8 MiB", CACHE_BYTES, turns));
  }

  private static Row row(String task, long cacheBytes, int turns) throws Exception {
    try (EmulatedStore emulated = EmulatedStore.create(Variant.MULTI)) {
      ClientProcess.Outcome outcome =
          ChildProcess.run(
              ClientProcess.class,
              HEAP_MIB,
              ClientProcess.Outcome.class,
              emulated.uri(),
              Long.toString(cacheBytes),
              Integer.toString(turns));
      return Row.of(
          task,
          Figure.of("live heap when opened", "MiB", outcome.openedBytes() / MIB),
          Figure.of("live heap after all", "MiB", outcome.workedBytes() / MIB),
          Figure.of("memory at its peak", "MiB", outcome.peakResidentBytes() / MIB),
          Figure.of("threads", "", (double) outcome.threads()));
    }
  }
}

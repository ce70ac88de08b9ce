package dev.vhs.benchmarks.aws;

import dev.vhs.Variant;
import dev.vhs.benchmarks.ChildProcess;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.harness.Figure;
import dev.vhs.benchmarks.harness.Goal;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.testkit.emulators.EmulatedStore;
import java.util.function.Consumer;

/** The chapter that writes and reads values larger than the heap, one and many at once. */
public final class LargeValue implements Chapter {
  private static final double MIB = 1 << 20;

  private static final int MANY = 16;

  /** The size of a value in a quick run, which has several parts. */
  private static final long LOOK_BYTES = 16 << 20;

  private static final int MANY_HEAP_MIB = 256;

  private static final long LARGEST_BYTES = 2L << 30;
  private static final int LARGEST_HEAP_MIB = 128;

  /** Makes the chapter. */
  public LargeValue() {}

  @Override
  public String key() {
    return "large";
  }

  @Override
  public String title() {
    return "DynamoDB and S3: values larger than the heap";
  }

  @Override
  public String note() {
    return """
    A process of its own, with so small a heap, puts the values as streams and reads them back as such; \
    the bytes are made and compared on their way.\
    """;
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    rows.accept(
        row(
            MANY,
            settings.quick() ? LOOK_BYTES : Sizes.HUGE,
            MANY_HEAP_MIB,
            Target.atMost(MANY_HEAP_MIB).of(Goal.MEMORY)));
    if (!settings.quick()) {
      rows.accept(row(1, LARGEST_BYTES, LARGEST_HEAP_MIB, Target.atMost(LARGEST_HEAP_MIB)));
    }
  }

  private static Row row(int values, long bytes, int heapMib, Target heap) throws Exception {
    try (EmulatedStore emulated = EmulatedStore.create(Variant.MULTI)) {
      LargeValueProcess.Outcome outcome =
          ChildProcess.run(
              LargeValueProcess.class,
              heapMib,
              LargeValueProcess.Outcome.class,
              emulated.uri(),
              Long.toString(bytes),
              Integer.toString(values));
      double all = values * (bytes / MIB);
      return Row.of(
          "%d × %s, -Xmx%dm".formatted(values, Sizes.text(bytes), heapMib),
          Figure.of("put", "MiB/s", all / outcome.putSeconds()),
          Figure.of("get", "MiB/s", all / outcome.getSeconds()),
          new Figure(
              "heap at its peak", "MiB", Distribution.of(outcome.peakHeapBytes() / MIB), heap),
          Figure.of("memory at its peak", "MiB", outcome.peakResidentBytes() / MIB));
    }
  }
}

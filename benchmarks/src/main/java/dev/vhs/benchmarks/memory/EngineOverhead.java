package dev.vhs.benchmarks.memory;

import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.harness.Figure;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The cost that the engine adds to a read of an inline value. */
public final class EngineOverhead implements Chapter {
  private static final Target TARGET = Target.atMost(3);
  private static final double NANOS_PER_MICRO = 1e3;
  private static final int WARM_UPS = 3;
  private static final int ITERATIONS = 3;
  private static final TimeValue STEADY = TimeValue.seconds(1);
  private static final TimeValue QUICK = TimeValue.milliseconds(300);
  private static final int ROUNDS = 5;
  private static final int QUICK_ROUNDS = 2;

  /** Makes the chapter. */
  public EngineOverhead() {}

  @Override
  public String key() {
    return "engine";
  }

  @Override
  public String title() {
    return "The engine alone: `getLatest` of an inline value in memory";
  }

  @Override
  public String note() {
    return """
    1 KiB, by JMH, in forked JVMs by turns. Bare is the index's read, a copy of the bytes and their SHA-256; \
    the rest is the engine's.\
    """;
  }

  @Override
  public Duration timed(Settings settings) {
    long millis = time(settings).convertTo(TimeUnit.MILLISECONDS);
    return Duration.ofMillis(millis).multipliedBy(2L * rounds(settings) * (WARM_UPS + ITERATIONS));
  }

  private static int rounds(Settings settings) {
    return settings.pick(QUICK_ROUNDS, ROUNDS);
  }

  private static TimeValue time(Settings settings) {
    return settings.pick(QUICK, STEADY);
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    Samples ours = new Samples("getLatest");
    Samples bare = new Samples("bare");
    for (int round = 0; round < rounds(settings); round++) {
      ours.measure(time(settings));
      bare.measure(time(settings));
    }
    rows.accept(
        Row.of(
            "getLatest, 1 KiB, 1 thread",
            Figure.of("vhs", "µs", ours.micros()),
            Figure.of("bare", "µs", bare.micros()),
            new Figure("engine", "µs", ours.micros().minus(bare.micros()), TARGET),
            Figure.of("heap vhs", "B", ours.heap()),
            Figure.of("heap bare", "B", bare.heap())));
  }

  /** The figures of JMH for one method of {@link GetLatestInMemory}, in several JVMs. */
  private static final class Samples {
    private static final String HEAP = "gc.alloc.rate.norm";

    private final String method;
    private final List<Double> nanos = new ArrayList<>();
    private final List<Double> heap = new ArrayList<>();

    Samples(String method) {
      this.method = method;
    }

    void measure(TimeValue time) throws RunnerException {
      Options options =
          new OptionsBuilder()
              .include(GetLatestInMemory.class.getName() + "\\." + method + "$")
              .forks(1)
              .warmupIterations(WARM_UPS)
              .warmupTime(time)
              .measurementIterations(ITERATIONS)
              .measurementTime(time)
              .addProfiler(GCProfiler.class)
              .verbosity(VerboseMode.SILENT)
              .build();
      for (RunResult result : new Runner(options).run()) {
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
          add(fork);
        }
      }
    }

    private void add(BenchmarkResult fork) {
      nanos.add(fork.getPrimaryResult().getScore());
      Result<?> allocated = fork.getSecondaryResults().get(HEAP);
      if (allocated == null) {
        throw new IllegalStateException("JMH told no " + HEAP);
      }
      heap.add(allocated.getScore());
    }

    Distribution micros() {
      return Distribution.of(nanos).map(time -> time / NANOS_PER_MICRO);
    }

    Distribution heap() {
      return Distribution.of(heap);
    }
  }
}

package dev.vhs.benchmarks.growth;

import dev.vhs.Variant;
import dev.vhs.benchmarks.ChildProcess;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.harness.Figure;
import dev.vhs.benchmarks.harness.Goal;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.testkit.emulators.EmulatedStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The chapter that compares a large store with a small one. */
public final class Growth implements Chapter {
  private static final int HEAP_MIB = 128;
  private static final double MIB = 1 << 20;

  /**
   * The target of a flat line, but for caches that no longer hold everything, and noise: 1.4 times
   * for ten times as many.
   */
  private static final Target FLAT = Target.atMost(0.15).of(Goal.FLAT);

  private static final Target LINEAR = Target.atMost(1.1).of(Goal.LINEAR);

  /**
   * The size from which a slope is measured; below it most of a sweep doesn't depend on the size.
   */
  private static final int SLOPE_FROM = 1000;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("getLatest", GrowthProcess.Outcome::getLatest, FLAT),
          new Column("putLatest", GrowthProcess.Outcome::putLatest, FLAT),
          new Column("history(10)", GrowthProcess.Outcome::history, FLAT),
          new Column("ls", GrowthProcess.Outcome::ls, LINEAR),
          new Column("gc", GrowthProcess.Outcome::gc, LINEAR),
          new Column("verify", GrowthProcess.Outcome::verify, LINEAR));

  /** Makes the chapter. */
  public Growth() {}

  /** An operation, and how its time may grow. */
  private record Column(
      String name, ToDoubleFunction<GrowthProcess.Outcome> millis, Target target) {}

  /** A store with so much in it, and how long things took. */
  private record Point(int count, GrowthProcess.Outcome outcome) {}

  @Override
  public String key() {
    return "growth";
  }

  @Override
  public String title() {
    return "How cost grows: ids, and versions of one id";
  }

  @Override
  public String note() {
    return """
    Each store is filled and measured by a process of its own with `-Xmx%dm`, so what is finished took no more. \
    Values have 100 bytes, every hundredth 8 KiB in an object. Reads and writes are of random ids. \
    The last row of each kind says by which power of the size the times grow from %d on: 0 is flat, 1 is linear.\
    """
        .formatted(HEAP_MIB, SLOPE_FROM);
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    List<Integer> ids =
        settings.pick(List.of(1_000, 4_000), List.of(1_000, 10_000, 100_000, 1_000_000));
    List<Integer> versions =
        settings.pick(List.of(1, 1_000), List.of(1, 10, 100, 1_000, 10_000, 100_000));
    List<Integer> emulated = settings.pick(List.of(100, 1_000), List.of(100, 1_000, 10_000));
    Path folder = settings.directory();
    measure("embedded, %,d ids", ids, count -> local(folder, count, 1), rows);
    measure("embedded, %,d versions of one id", versions, count -> local(folder, 1, count), rows);
    measure("DynamoDB and S3, %,d ids", emulated, count -> aws(count, 1), rows);
    measure("DynamoDB and S3, %,d versions of one id", emulated, count -> aws(1, count), rows);
  }

  /** A measurement of a store of one size. */
  private interface Sized {
    GrowthProcess.Outcome of(int count) throws Exception;
  }

  private static void measure(
      String task, List<Integer> counts, Sized measuring, Consumer<Row> rows) throws Exception {
    List<Point> points = new ArrayList<>();
    for (int count : counts) {
      Point point = new Point(count, measuring.of(count));
      points.add(point);
      rows.accept(row(task.formatted(count), point.outcome));
    }
    rows.accept(slopes(task.replace("%,d ", ""), points));
  }

  private static GrowthProcess.Outcome local(Path folder, int ids, int versions) throws Exception {
    return inProcess("file:" + folder.resolve("grown-" + ids + "-" + versions), ids, versions);
  }

  private static GrowthProcess.Outcome aws(int ids, int versions) throws Exception {
    try (EmulatedStore emulated = EmulatedStore.create(Variant.MULTI)) {
      return inProcess(emulated.uri(), ids, versions);
    }
  }

  private static GrowthProcess.Outcome inProcess(String uri, int ids, int versions)
      throws Exception {
    return ChildProcess.run(
        GrowthProcess.class,
        HEAP_MIB,
        GrowthProcess.Outcome.class,
        uri,
        Integer.toString(ids),
        Integer.toString(versions));
  }

  private static Row row(String task, GrowthProcess.Outcome outcome) {
    return new Row(
        task,
        Stream.concat(
                COLUMNS.stream()
                    .map(
                        column ->
                            Figure.of(column.name, "ms", column.millis.applyAsDouble(outcome))),
                Stream.of(
                    Figure.of("heap at its peak", "MiB", outcome.peakHeapBytes() / MIB),
                    Figure.of("memory at its peak", "MiB", outcome.peakResidentBytes() / MIB)))
            .toList());
  }

  private static Row slopes(String task, List<Point> points) {
    return new Row(
        task,
        COLUMNS.stream()
            .map(
                column ->
                    new Figure(
                        column.name,
                        "power",
                        Distribution.of(slope(points, column.millis)),
                        column.target))
            .toList());
  }

  private static double slope(List<Point> points, ToDoubleFunction<GrowthProcess.Outcome> millis) {
    Point last = points.get(points.size() - 1);
    Point first =
        points.stream()
            .filter(point -> point.count >= SLOPE_FROM && point.count < last.count)
            .findFirst()
            .orElse(points.get(0));
    return Math.log(millis.applyAsDouble(last.outcome) / millis.applyAsDouble(first.outcome))
        / Math.log((double) last.count / first.count);
  }
}

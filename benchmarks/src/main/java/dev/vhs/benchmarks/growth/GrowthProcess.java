package dev.vhs.benchmarks.growth;

import dev.vhs.Codec;
import dev.vhs.Scan;
import dev.vhs.SweepOptions;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.benchmarks.ChildProcess;
import dev.vhs.benchmarks.Memory;
import dev.vhs.benchmarks.Parallel;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A process that fills a store, and times its operations. */
final class GrowthProcess {
  /** An object in place of an inline value now and then, so that sweeps have some to look at. */
  private static final int OBJECT_ONE_IN = 100;

  private static final int INLINE_BYTES = 100;
  private static final int THREADS = 16;
  private static final int HISTORY = 10;
  private static final int WARM_UPS = 300;
  private static final int READS = 200;
  private static final int WRITES = 100;
  private static final double LONG_MILLIS = 5000;
  private static final double NANOS_PER_MILLI = 1e6;

  private final VersionedStore<byte[]> store;
  private final int ids;
  private final byte[] small = Sizes.value(INLINE_BYTES);
  private final byte[] large = Sizes.value(Sizes.JUST_LARGE);
  private final RandomGenerator random = new SplittableRandom(1);

  private GrowthProcess(VersionedStore<byte[]> store, int ids) {
    this.store = store;
    this.ids = ids;
  }

  /** The outcome: medians of operations in milliseconds, and figures of the whole process. */
  record Outcome(
      double getLatest,
      double putLatest,
      double history,
      double ls,
      double gc,
      double verify,
      long peakHeapBytes,
      long peakResidentBytes) {}

  /** Runs; the arguments are the store's URI, how many ids, and how many versions each. */
  public static void main(String[] arguments) throws Exception {
    int ids = Integer.parseInt(arguments[1]);
    int versions = Integer.parseInt(arguments[2]);
    try (Vhs vhs = Vhs.open(arguments[0])) {
      vhs.create();
      ChildProcess.tell(new GrowthProcess(vhs.store(Codec.bytes()), ids).measure(vhs, versions));
    }
  }

  private Outcome measure(Vhs vhs, int versions) throws Exception {
    fill(versions);
    for (int i = 0; i < WARM_UPS; i++) {
      store.getLatest(some());
      history();
    }
    double getLatest = median(READS, () -> store.getLatest(some()));
    double putLatest = median(WRITES, () -> store.putLatest(some(), small));
    double history = median(READS, this::history);
    double ls = second(this::ls);
    double gc = second(() -> vhs.maintenance().gc(SweepOptions.DEFAULT));
    double verify = second(() -> vhs.maintenance().verify(false, problem -> {}));
    return new Outcome(
        getLatest, putLatest, history, ls, gc, verify, Memory.peakHeap(), Memory.peakResident());
  }

  private void fill(int versions) throws Exception {
    Parallel.run(
        Math.min(THREADS, ids),
        thread -> {
          for (int id = thread; id < ids; id += THREADS) {
            store.init(name(id), value(id));
            for (int version = 1; version < versions; version++) {
              store.putLatest(name(id), value(version));
            }
          }
        });
  }

  private byte[] value(int number) {
    return number % OBJECT_ONE_IN == OBJECT_ONE_IN / 2 ? large : small;
  }

  private static String name(int id) {
    return "id-" + id;
  }

  private String some() {
    return name(random.nextInt(ids));
  }

  private void history() {
    try (Stream<?> versions = store.history(some()).limit(HISTORY)) {
      versions.forEach(version -> {});
    }
  }

  private void ls() {
    try (Stream<?> all = store.scan(Scan.all())) {
      if (all.mapToInt(facts -> 1).sum() != ids) {
        throw new IllegalStateException("ls doesn't show every id");
      }
    }
  }

  /**
   * Returns the duration of the second sweep: the first is the compiler's, unless there is so much
   * that it is the sweep's anyway.
   */
  private double second(Runnable sweep) {
    double first = median(1, sweep);
    return first > LONG_MILLIS ? first : median(1, sweep);
  }

  private static double median(int times, Runnable operation) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      operation.run();
      millis.add((System.nanoTime() - start) / NANOS_PER_MILLI);
    }
    return Distribution.of(millis).median();
  }
}

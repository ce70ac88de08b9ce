package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.Parallel;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.peers.Lane;
import dev.vhs.benchmarks.peers.Lanes;
import dev.vhs.benchmarks.peers.Peer;
import dev.vhs.benchmarks.wire.Distance;
import dev.vhs.benchmarks.wire.Prices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The cost of each operation to each peer: requests, round trips, dollars, and waiting. */
public final class AwsOperations implements Chapter {
  /** The distances of the services; requests are counted at the last. */
  static final List<Duration> DISTANCES =
      List.of(Duration.ZERO, Duration.ofMillis(5), Duration.ofMillis(20));

  /**
   * The number of trials side by side: few enough for two processors, since most of the time is
   * waiting.
   */
  private static final int SIDE_BY_SIDE = 6;

  private static final int WARM_UPS = 20;
  private static final int SAMPLES = 50;

  /** The number of warm-ups for sizes without targets, which come when the compiler is done. */
  private static final int FEWER_WARM_UPS = 5;

  private static final int FEWER_SAMPLES = 25;

  private static final int QUICK_WARM_UPS = 2;
  private static final int QUICK_SAMPLES = 3;
  private static final int HUGE_SAMPLES = 2;

  /**
   * The time for samples at one distance with values of one size; the first samples are always
   * taken.
   */
  private static final Duration MOST = Duration.ofSeconds(20);

  private static final int MIN_SAMPLES = 10;

  /** A history of few versions would cost less than most. */
  private static final int VERSIONS = 32;

  private static final List<Operation> OF_HUGE =
      List.of(Operation.PUT_LATEST, Operation.GET_LATEST);

  /** Makes the chapter. */
  public AwsOperations() {}

  @Override
  public String key() {
    return "operations";
  }

  @Override
  public String title() {
    return "DynamoDB and S3: what each operation costs all who take part";
  }

  @Override
  public String note() {
    return """
    Requests to both services and how many of them come one after the other, recorded in the SDK; dollars for a million of the operation, \
    by the size of items as DynamoDB counts it and %s; and how long it takes where each request takes 0, 5 or 20 ms to get there. \
    All reads are consistent but the Scala client's. S3 alone keeps the newest version only, under the id as key, and numbers it in the object's metadata: \
    `putLatest` is a HEAD and a PUT with `If-Match`. Payload offloading is told where values go to S3, above 256 KiB; below it is DynamoDB alone. \
    Caches hold %d MiB, and take part with values that they can keep.\
    """
        .formatted(Prices.source(), Peer.CACHE_BYTES >> 20);
  }

  @Override
  public Duration timed(Settings settings) {
    long sizes =
        sizes(settings).stream().filter(size -> samples(size, settings) > MIN_SAMPLES).count();
    return MOST.multipliedBy(DISTANCES.size() * sizes);
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    for (int size : sizes(settings)) {
      Distance distance = new Distance();
      try (Lanes lanes = Lanes.of(Sides.of(size), peer -> Lane.metered(peer, distance))) {
        List<Trial> trials = trials(lanes, size);
        measure(trials, distance, size, settings);
        trials.forEach(trial -> rows.accept(TrialRow.of(trial, trials, size)));
      }
    }
  }

  private static List<Integer> sizes(Settings settings) {
    return settings.pick(
        List.of(Sizes.SMALL, Sizes.JUST_LARGE),
        List.of(Sizes.SMALL, Sizes.JUST_LARGE, Sizes.MEDIUM, Sizes.LARGE, Sizes.HUGE));
  }

  private static List<Trial> trials(Lanes lanes, int size) throws Exception {
    List<Trial> trials = new ArrayList<>();
    for (Operation operation : size == Sizes.HUGE ? OF_HUGE : List.of(Operation.values())) {
      for (Lane lane : lanes.all()) {
        if (lane.takes(operation, size)) {
          Trial trial = new Trial(lane, operation, size);
          for (int i = 2; operation == Operation.HISTORY && i < VERSIONS; i++) {
            trial.addVersion();
          }
          trials.add(trial);
        }
      }
    }
    return trials;
  }

  /** Measures round by round, so that a drift of the machine favours nobody. */
  private static void measure(List<Trial> trials, Distance distance, int size, Settings settings)
      throws Exception {
    int samples = samples(size, settings);
    for (int round = 0; round < warmUps(size, settings); round++) {
      for (Trial trial : trials) {
        trial.warmUp();
      }
    }
    distance.set(DISTANCES.get(DISTANCES.size() - 1));
    for (Trial trial : trials) {
      trial.count();
    }
    for (Duration each : DISTANCES) {
      distance.set(each);
      ExecutorService threads =
          Executors.newFixedThreadPool(each.isZero() || size == Sizes.HUGE ? 1 : SIDE_BY_SIDE);
      long end = System.nanoTime() + MOST.toNanos();
      try {
        for (int round = 0;
            round < samples && (round < MIN_SAMPLES || System.nanoTime() < end);
            round++) {
          round(trials, each, threads);
        }
      } finally {
        threads.shutdownNow();
      }
    }
    distance.set(Duration.ZERO);
  }

  private static int warmUps(int size, Settings settings) {
    if (size == Sizes.HUGE) {
      return 0;
    }
    return settings.pick(QUICK_WARM_UPS, size == Sizes.SMALL ? WARM_UPS : FEWER_WARM_UPS);
  }

  private static int samples(int size, Settings settings) {
    if (settings.quick()) {
      return QUICK_SAMPLES;
    }
    return switch (size) {
      case Sizes.HUGE -> HUGE_SAMPLES;
      case Sizes.SMALL -> SAMPLES;
      default -> FEWER_SAMPLES;
    };
  }

  private static void round(List<Trial> trials, Duration distance, ExecutorService threads)
      throws Exception {
    List<Future<?>> all = new ArrayList<>();
    for (Trial trial : trials) {
      all.add(
          threads.submit(
              () -> {
                trial.time(distance);
                return null;
              }));
    }
    for (Future<?> each : all) {
      Parallel.result(each);
    }
  }
}

package dev.vhs.benchmarks.aws;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.aws.AwsBackend;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.harness.Figure;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.benchmarks.wire.Distance;
import dev.vhs.benchmarks.wire.SdkClients;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.EmulatedStore;
import dev.vhs.testkit.emulators.S3Emulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The time that a user waits when the services are far away: round trips. */
public final class AwsLatency implements Chapter {
  private static final Duration DISTANCE = Duration.ofMillis(20);
  private static final int LARGE_BYTES = 16 * 1024;
  private static final int WARM_UP_ROUNDS = 20;
  private static final int QUICK_WARM_UP_ROUNDS = 5;
  private static final Target TARGET = Target.within(0.15);
  private static final double NANOS_PER_MILLI = 1e6;

  /** Makes the chapter. */
  public AwsLatency() {}

  @Override
  public String key() {
    return "latency";
  }

  @Override
  public String title() {
    return "DynamoDB and S3: latency, 20 ms away";
  }

  @Override
  public String note() {
    return """
    Each request waits 20 ms before it is sent, so an operation should take 20 ms for each round trip that \
    section 7 of the design allows it. What is beyond that is the emulators' and our own time, which the column \
    without a delay shows. Without that, which is the last column, only the round trips are left that were made.\
    """;
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    Distance distance = new Distance();
    try (EmulatedStore emulated = EmulatedStore.create(Variant.MULTI);
        SdkClients clients =
            SdkClients.distant(DynamoDbEmulator.endpoint(), S3Emulator.endpoint(), distance);
        Vhs vhs =
            Vhs.builder(
                    AwsBackend.builder(emulated.name(), emulated.name())
                        .dynamoDb(clients.dynamoDb())
                        .s3(clients.s3())
                        .open())
                .open()) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      List<Timing> timings = new ArrayList<>();
      for (int size : new int[] {Sizes.SMALL, LARGE_BYTES}) {
        for (TimedOperation operation : TimedOperation.ALL) {
          timings.add(new Timing(operation, store, size, distance));
        }
      }
      for (int round = 0; round < settings.pick(QUICK_WARM_UP_ROUNDS, WARM_UP_ROUNDS); round++) {
        timings.forEach(Timing::warmUp);
      }
      for (int round = 0; round < settings.rounds(); round++) {
        timings.forEach(Timing::measure);
      }
      timings.forEach(timing -> rows.accept(timing.row()));
    }
  }

  /** The durations of one operation with values of one size. */
  private static final class Timing {
    private final TimedOperation operation;
    private final VersionedStore<byte[]> store;
    private final String id;
    private final byte[] value;
    private final Distance distance;
    private final List<Double> away = new ArrayList<>();
    private final List<Double> near = new ArrayList<>();
    private int turn;

    Timing(TimedOperation operation, VersionedStore<byte[]> store, int size, Distance distance) {
      this.operation = operation;
      this.store = store;
      this.id = operation.name() + "-" + size;
      this.value = Sizes.value(size);
      this.distance = distance;
      store.init(id, value);
    }

    void warmUp() {
      millis(Duration.ZERO);
    }

    void measure() {
      near.add(millis(Duration.ZERO));
      away.add(millis(DISTANCE));
    }

    private double millis(Duration delay) {
      Runnable ready = operation.preparation().of(store, id, value, turn++);
      distance.set(delay);
      try {
        long start = System.nanoTime();
        ready.run();
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
      } finally {
        distance.set(Duration.ZERO);
      }
    }

    Row row() {
      boolean inline = value.length < LARGE_BYTES;
      int trips = inline ? operation.ofInline() : operation.ofLarge();
      Distribution measured = Distribution.of(away);
      Distribution without = Distribution.of(near);
      double delay = DISTANCE.toMillis();
      return Row.of(
          "%s, %s".formatted(operation.name(), inline ? "inline" : "large"),
          Figure.of("round trips allowed", "", Distribution.of(trips)),
          Figure.of("20 ms away", "ms", measured),
          Figure.ratio("over 20 ms a trip", measured.map(m -> m / (trips * delay)), TARGET),
          Figure.of("without a delay", "ms", without),
          Figure.ratio(
              "made of those allowed",
              measured.minus(without).map(m -> m / (trips * delay)),
              TARGET));
    }
  }
}

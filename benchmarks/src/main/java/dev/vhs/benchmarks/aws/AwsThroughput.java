package dev.vhs.benchmarks.aws;

import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.benchmarks.Contender;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.VhsContender;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Entrant;
import dev.vhs.benchmarks.harness.Race;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.benchmarks.harness.Work;
import dev.vhs.testkit.emulators.DynamoDbEmulator;
import dev.vhs.testkit.emulators.EmulatedStore;
import dev.vhs.testkit.emulators.S3Emulator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How much of what the SDK can do is left with the store between. */
public final class AwsThroughput implements Chapter {
  private static final Target TARGET = Target.atLeast(0.9);
  private static final int[] SIZES = {Sizes.SMALL, Sizes.LARGE};

  /** Many first: then the compiler is done with what one alone would take minutes to warm up. */
  private static final int[] THREADS = {16, 1};

  /** The chapter. */
  public AwsThroughput() {}

  @Override
  public String key() {
    return "aws";
  }

  @Override
  public String title() {
    return "DynamoDB and S3: throughput beside a bare SDK loop";
  }

  @Override
  public String note() {
    return """
        The store as `Vhs.open` makes it, and a loop that sends the same requests with the same content through \
        clients of the same settings and hashes the same bytes, in turns against DynamoDB Local and S3Mock. \
        The emulators share the processors with what is measured; CPU and heap are those of the threads of the measuring process alone.""";
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    for (int size : SIZES) {
      for (int threads : THREADS) {
        rows.accept(race("getLatest", size, threads, settings));
        rows.accept(race("putLatest", size, threads, settings));
      }
    }
  }

  /** Each contender has a table and a bucket of its own, which grow alike. */
  private static Row race(String operation, int size, int threads, Settings settings)
      throws Exception {
    try (EmulatedStore ours = EmulatedStore.create(Variant.MULTI);
        EmulatedStore others = EmulatedStore.create(Variant.MULTI);
        Contender vhs = VhsContender.of(Vhs.open(ours.uri()));
        Contender bare =
            new BareAws(
                SdkClients.of(DynamoDbEmulator.endpoint(), S3Emulator.endpoint()), others.name())) {
      byte[] value = Sizes.value(size);
      List<Entrant> entrants = new ArrayList<>();
      for (Contender contender : List.of(vhs, bare)) {
        for (int thread = 0; thread < threads; thread++) {
          contender.putLatest(id(thread), value);
        }
        entrants.add(new Entrant(contender.name(), threads, work(operation, contender, value)));
      }
      String task =
          "%s, %s, %s"
              .formatted(
                  operation, Sizes.text(size), threads == 1 ? "1 thread" : threads + " threads");
      return Race.run(entrants, settings.pace()).row(task, TARGET);
    }
  }

  private static Work work(String operation, Contender contender, byte[] value) {
    return operation.equals("getLatest")
        ? (thread, turn) -> contender.getLatest(id(thread))
        : (thread, turn) -> contender.putLatest(id(thread), value);
  }

  private static String id(int thread) {
    return "id-" + thread;
  }
}

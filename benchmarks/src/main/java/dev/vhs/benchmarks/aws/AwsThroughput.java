package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Goal;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Standings;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.benchmarks.peers.Peer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The share of the SDK's throughput that is left when the store stands between. */
public final class AwsThroughput implements Chapter {
  private static final Target TARGET = Target.atLeast(0.92);
  private static final int[] SIZES = {Sizes.SMALL, Sizes.LARGE};

  /** The numbers of threads. Many come first: one thread alone would take minutes to warm up. */
  private static final int[] THREADS = {16, 1};

  private static final List<Operation> OPERATIONS =
      List.of(Operation.GET_LATEST, Operation.PUT_LATEST);

  /** Makes the chapter. */
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
    The emulators share the processors with what is measured; CPU and heap are those of the threads of the measuring process alone.\
    """;
  }

  @Override
  public Duration timed(Settings settings) {
    return Tasks.race(settings)
        .multipliedBy((long) SIZES.length * THREADS.length * OPERATIONS.size());
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    for (int size : SIZES) {
      for (int threads : THREADS) {
        for (Operation operation : OPERATIONS) {
          rows.accept(
              Tasks.race(
                  Peer.VHS,
                  Peer.BARE,
                  operation,
                  size,
                  threads,
                  new Standings.Versus(TARGET.of(Goal.BARE_RATE), TARGET.of(Goal.BARE_CPU)),
                  settings));
        }
      }
    }
  }
}

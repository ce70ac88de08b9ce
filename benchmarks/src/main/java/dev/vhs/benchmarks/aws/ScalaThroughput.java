package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Goal;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Standings.Versus;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.benchmarks.peers.Peer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The gain of a user who comes from the Scala client. */
public final class ScalaThroughput implements Chapter {
  private static final int THREADS = 16;

  private static final List<Heat> HEATS =
      List.of(
          new Heat(Peer.VHS, Operation.PUT_LATEST, Target.atLeast(2.8).of(Goal.SCALA_PUT)),
          new Heat(
              Peer.VHS_CACHED, Operation.PUT_LATEST, Target.atLeast(4).of(Goal.SCALA_PUT_CACHED)),
          new Heat(Peer.VHS, Operation.GET_LATEST, Target.atLeast(1.8).of(Goal.SCALA_GET)));

  /**
   * The peers of ours that race, and the ratio that each has to reach to the Scala client's rate.
   */
  private record Heat(Peer peer, Operation operation, Target target) {}

  /** Makes the chapter. */
  public ScalaThroughput() {}

  @Override
  public String key() {
    return "scala";
  }

  @Override
  public String title() {
    return "DynamoDB and S3: throughput beside the Scala client";
  }

  @Override
  public String note() {
    return """
    `org.wellcomecollection:storage_2.12:32.43.5`, put together as its users do, with clients of our settings. \
    Each thread has an id of its own.\
    """;
  }

  @Override
  public Duration timed(Settings settings) {
    return Tasks.race(settings).multipliedBy(HEATS.size());
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    for (Heat heat : HEATS) {
      Versus versus = Versus.rate(heat.target);
      rows.accept(
          Tasks.race(
              heat.peer, Peer.SCALA, heat.operation, Sizes.SMALL, THREADS, versus, settings));
    }
  }
}

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
import java.util.function.Consumer;

/** What a user gains who comes from the Scala client. */
public final class ScalaThroughput implements Chapter {
  private static final int THREADS = 16;

  /** The chapter. */
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
        Each thread has an id of its own.""";
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    rows.accept(
        race(Peer.VHS, Operation.PUT_LATEST, Target.atLeast(2.8).of(Goal.SCALA_PUT), settings));
    rows.accept(
        race(
            Peer.VHS_CACHED,
            Operation.PUT_LATEST,
            Target.atLeast(4).of(Goal.SCALA_PUT_CACHED),
            settings));
    rows.accept(
        race(Peer.VHS, Operation.GET_LATEST, Target.atLeast(1.8).of(Goal.SCALA_GET), settings));
  }

  private static Row race(Peer peer, Operation operation, Target target, Settings settings)
      throws Exception {
    return Tasks.race(
        peer, Peer.SCALA, operation, Sizes.SMALL, THREADS, Versus.rate(target), settings);
  }
}

package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.harness.Figure;
import dev.vhs.benchmarks.harness.Goal;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.benchmarks.peers.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The result of a {@link Trial}, beside the trials that it is compared with. */
final class TrialRow {
  private static final double LAST_PERCENT = 0.99;
  private static final Duration FAR =
      AwsOperations.DISTANCES.get(AwsOperations.DISTANCES.size() - 1);

  /** The ratio up to which two peers are level, as far as clocks can tell. */
  private static final double LEVEL = 1.1;

  private static final Set<Peer> COMPARED = EnumSet.of(Peer.VHS, Peer.VHS_CACHED);

  private final Trial trial;
  private final int bytes;
  private final List<Figure> figures = new ArrayList<>();

  private TrialRow(Trial trial, int bytes) {
    this.trial = trial;
    this.bytes = bytes;
  }

  /**
   * Returns a row.
   *
   * @param all trials of that size, this among them
   */
  static Row of(Trial trial, List<Trial> all, int bytes) {
    TrialRow row = new TrialRow(trial, bytes);
    row.addCost();
    for (Duration distance : AwsOperations.DISTANCES) {
      row.addLatency(distance);
    }
    find(all, trial.operation(), Peer.SCALA).ifPresent(row::compareWithScala);
    find(all, trial.operation(), trial.peer() == Peer.VHS_CACHED ? Peer.S3_CACHED : Peer.S3)
        .ifPresent(row::compareWithS3);
    return new Row(trial.task(), row.figures);
  }

  private static Optional<Trial> find(List<Trial> all, Operation operation, Peer peer) {
    return all.stream()
        .filter(trial -> trial.operation() == operation && trial.peer() == peer)
        .findFirst();
  }

  private void addCost() {
    Optional<Budget> budget = Budget.of(trial.peer(), trial.operation(), bytes);
    figures.add(
        new Figure(
            "requests",
            "",
            Distribution.of(trial.cost().requests()),
            budget.map(allowed -> exactly(allowed.requests())).orElse(null)));
    figures.add(
        new Figure(
            "trips",
            "",
            Distribution.of(trial.cost().trips()),
            budget.map(allowed -> exactly(allowed.trips())).orElse(null)));
    figures.add(Figure.of("a million", "$", trial.cost().dollars()));
  }

  private static Target exactly(int count) {
    return Target.exactly(count).of(Goal.REQUESTS);
  }

  private void addLatency(Duration distance) {
    String name = distance.toMillis() + " ms away";
    Distribution millis = trial.millis(distance);
    figures.add(Figure.of(name, "ms", millis));
    figures.add(Figure.of(name + ", p99", "ms", millis.at(LAST_PERCENT)));
  }

  private void compareWithScala(Trial scala) {
    figures.add(
        new Figure(
            "20 ms away, of the Scala client's",
            "",
            trial.millis(FAR).over(scala.millis(FAR)),
            ofScala()));
  }

  private @Nullable Target ofScala() {
    if (bytes > Sizes.LARGE) {
      return null;
    }
    return switch (trial.peer()) {
      case VHS ->
          switch (trial.operation()) {
            case PUT_LATEST -> Target.atMost(0.4).of(Goal.LATENCY_PUT);
            case UPDATE -> Target.atMost(0.7).of(Goal.LATENCY_UPDATE);
            default -> null;
          };
      case VHS_CACHED ->
          switch (trial.operation()) {
            case UPDATE -> Target.atMost(0.4).of(Goal.LATENCY_UPDATE_CACHED);
            case GET_LATEST -> Target.atMost(0.55).of(Goal.LATENCY_GET_CACHED);
            default -> null;
          };
      default -> null;
    };
  }

  private void compareWithS3(Trial s3) {
    boolean small = bytes == Sizes.SMALL && COMPARED.contains(trial.peer());
    boolean cachedRead =
        trial.peer() == Peer.VHS_CACHED && trial.operation() == Operation.GET_LATEST;
    Target latency =
        cachedRead && bytes <= Sizes.LARGE
            ? Target.atMost(LEVEL).of(Goal.S3_GET_CACHED)
            : small ? Target.atMost(LEVEL).of(Goal.S3_LATENCY) : null;
    figures.add(
        new Figure(
            "requests, of S3 alone's",
            "",
            Distribution.of((double) trial.cost().requests() / s3.cost().requests()),
            small ? Target.atMost(1).of(Goal.S3_REQUESTS) : null));
    figures.add(
        new Figure(
            "dollars, of S3 alone's",
            "",
            Distribution.of(trial.cost().dollars() / s3.cost().dollars()),
            small ? Target.atMost(1).of(Goal.S3_DOLLARS) : null));
    figures.add(
        new Figure(
            "20 ms away, of S3 alone's", "", trial.millis(FAR).over(s3.millis(FAR)), latency));
  }
}

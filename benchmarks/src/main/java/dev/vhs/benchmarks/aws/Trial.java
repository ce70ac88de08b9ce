package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.peers.Lane;
import dev.vhs.benchmarks.peers.Peer;
import dev.vhs.benchmarks.wire.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cost and the times of one operation of one peer with values of one size. */
final class Trial {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Lane lane;
  private final Operation operation;
  private final byte[] value;
  private final String id;
  private final Map<Duration, List<Double>> millis = new HashMap<>();
  private Cost cost = new Cost(0, 0, 0, 0);
  private long turn;

  /** Makes a trial, and prepares an id of its own. */
  Trial(Lane lane, Operation operation, int bytes) throws Exception {
    this.lane = lane;
    this.operation = operation;
    this.value = Sizes.value(bytes);
    this.id = operation.name() + "-" + bytes;
    lane.contender().init(id, value);
    lane.contender().putLatest(id, value);
  }

  Peer peer() {
    return lane.peer();
  }

  Operation operation() {
    return operation;
  }

  String task() {
    return "%s, %s, %s"
        .formatted(operation.text(), Sizes.text(value.length), lane.contender().name());
  }

  /** Makes the id's chain longer. */
  void addVersion() throws Exception {
    lane.contender().putLatest(id, value);
  }

  /** Does it once, unmeasured. */
  void warmUp() throws Exception {
    operation.run(lane.contender(), id, value, turn++);
  }

  /** Does it once, alone, and keeps its cost. */
  void count() throws Exception {
    lane.meter().clear();
    warmUp();
    cost = lane.meter().cost();
  }

  Cost cost() {
    return cost;
  }

  /**
   * Does it once, and keeps the time that it took.
   *
   * @param distance how far away the services are
   */
  void time(Duration distance) throws Exception {
    long start = System.nanoTime();
    warmUp();
    double took = (System.nanoTime() - start) / NANOS_PER_MILLI;
    millis.computeIfAbsent(distance, key -> new ArrayList<>()).add(took);
  }

  /** Returns the times that it took, in milliseconds, in the order in which they were measured. */
  Distribution millis(Duration distance) {
    return Distribution.of(millis.getOrDefault(distance, List.of()));
  }
}

package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Entrant;
import dev.vhs.benchmarks.harness.Figure;
import dev.vhs.benchmarks.harness.Race;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Standings;
import dev.vhs.benchmarks.peers.Lane;
import dev.vhs.benchmarks.peers.Lanes;
import dev.vhs.benchmarks.peers.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The throughput, processor time and heap of all peers, operation by operation. */
public final class PeerThroughput implements Chapter {
  private static final int MANY = 16;

  /** The operations that tell enough of the others: a write, a write after a read, and a read. */
  private static final List<Operation> MAIN =
      List.of(Operation.PUT_LATEST, Operation.UPDATE, Operation.GET_LATEST);

  /** The sizes that are measured with one thread too; the chapter of operations has every size. */
  private static final Set<Integer> ALONE = Set.of(Sizes.SMALL, Sizes.LARGE);

  /** Makes the chapter. */
  public PeerThroughput() {}

  /** The races with values of one size. */
  private record Heat(Operation operation, int threads) {}

  @Override
  public String key() {
    return "throughput";
  }

  @Override
  public String title() {
    return "DynamoDB and S3: throughput of all who take part";
  }

  @Override
  public String note() {
    return """
    Each thread has an id of its own. The emulators take most of the processors: a store with fewer requests is ahead of one with more.\
    """;
  }

  @Override
  public Duration timed(Settings settings) {
    Duration sum = Duration.ZERO;
    for (int size : sizes(settings)) {
      Duration heat = settings.survey().of(Sides.of(size).size());
      sum = sum.plus(heat.multipliedBy(heats(size, settings).size()));
    }
    return sum;
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    for (int size : sizes(settings)) {
      try (Lanes lanes = Lanes.of(Sides.of(size), Lane::plain)) {
        for (Heat heat : heats(size, settings)) {
          race(lanes, heat, size, settings, rows);
        }
      }
    }
  }

  private static List<Integer> sizes(Settings settings) {
    return settings.pick(
        List.of(Sizes.SMALL), List.of(Sizes.SMALL, Sizes.JUST_LARGE, Sizes.MEDIUM, Sizes.LARGE));
  }

  /**
   * Returns the races of a size. The other operations are of rows, at any size of their values, or
   * like these.
   */
  private static List<Heat> heats(int size, Settings settings) {
    boolean all = !settings.quick() && size == Sizes.SMALL;
    List<Heat> heats = new ArrayList<>();
    for (Operation operation : all ? List.of(Operation.values()) : MAIN) {
      heats.add(new Heat(operation, MANY));
    }
    if (!settings.quick() && ALONE.contains(size)) {
      MAIN.forEach(operation -> heats.add(new Heat(operation, 1)));
    }
    return heats;
  }

  private static void race(Lanes lanes, Heat heat, int size, Settings settings, Consumer<Row> rows)
      throws Exception {
    byte[] value = Sizes.value(size);
    List<Entrant> entrants = new ArrayList<>();
    for (Lane lane : lanes.all()) {
      if (lane.takes(heat.operation, size)) {
        entrants.add(lane.entrant(heat.operation, heat.threads, value));
      }
    }
    Standings standings = Race.run(entrants, settings.survey());
    for (int entrant = 0; entrant < entrants.size(); entrant++) {
      rows.accept(
          Row.of(
              Tasks.name(heat.operation, size, heat.threads)
                  + ", "
                  + standings.names().get(entrant),
              Figure.of("rate", "1/s", standings.rate(entrant)),
              Figure.ratio("of " + Peer.VHS.text(), standings.rateRatio(entrant, 0)),
              Figure.of("CPU", "µs", standings.cpuMicros(entrant)),
              Figure.of("heap", "KiB", standings.allocatedKib(entrant))));
    }
  }
}

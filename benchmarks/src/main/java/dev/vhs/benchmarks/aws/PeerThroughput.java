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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Throughput, processor time and heap of all who take part, operation by operation. */
public final class PeerThroughput implements Chapter {
  private static final int[] THREADS = {16, 1};

  private static final int[] QUICK_THREADS = {16};

  /** Enough to know the rest by: a write, a write after a read, and a read. */
  private static final List<Operation> MAIN =
      List.of(Operation.PUT_LATEST, Operation.UPDATE, Operation.GET_LATEST);

  /** The chapter. */
  public PeerThroughput() {}

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
        Each thread has an id of its own. The emulators take most of the processors: a store with fewer requests is ahead of one with more.""";
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    for (int size : sizes(settings)) {
      try (Lanes lanes = Lanes.of(Sides.of(size), Lane::plain)) {
        for (Operation operation : operations(size, settings)) {
          for (int threads : settings.quick() ? QUICK_THREADS : THREADS) {
            race(lanes, operation, size, threads, settings, rows);
          }
        }
      }
    }
  }

  private static List<Integer> sizes(Settings settings) {
    return settings.pick(
        List.of(Sizes.SMALL),
        List.of(Sizes.SMALL, Sizes.MEDIUM),
        List.of(Sizes.SMALL, Sizes.LARGE));
  }

  private static List<Operation> operations(int size, Settings settings) {
    return settings.full() && size == Sizes.SMALL ? List.of(Operation.values()) : MAIN;
  }

  private static void race(
      Lanes lanes,
      Operation operation,
      int size,
      int threads,
      Settings settings,
      Consumer<Row> rows)
      throws Exception {
    byte[] value = Sizes.value(size);
    List<Entrant> entrants = new ArrayList<>();
    for (Lane lane : lanes.all()) {
      if (lane.takes(operation, size)) {
        entrants.add(lane.entrant(operation, threads, value));
      }
    }
    Standings standings = Race.run(entrants, settings.survey());
    for (int entrant = 0; entrant < entrants.size(); entrant++) {
      rows.accept(
          Row.of(
              Tasks.name(operation, size, threads) + ", " + standings.names().get(entrant),
              Figure.of("rate", "1/s", standings.rate(entrant)),
              Figure.ratio("of " + Peer.VHS.text(), standings.rateRatio(entrant, 0)),
              Figure.of("CPU", "µs", standings.cpuMicros(entrant)),
              Figure.of("heap", "KiB", standings.allocatedKib(entrant))));
    }
  }
}

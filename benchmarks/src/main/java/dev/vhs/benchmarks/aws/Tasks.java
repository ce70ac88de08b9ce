package dev.vhs.benchmarks.aws;

import dev.vhs.benchmarks.Operation;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Race;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Standings.Versus;
import dev.vhs.benchmarks.peers.Lane;
import dev.vhs.benchmarks.peers.Peer;
import java.time.Duration;
import java.util.List;

/** The tasks that several chapters share, and their names. */
final class Tasks {
  private Tasks() {}

  static String name(Operation operation, int size, int threads) {
    return "%s, %s, %s".formatted(operation.text(), Sizes.text(size), Sizes.threads(threads));
  }

  /** Returns the time that a race of two takes by the clock. */
  static Duration race(Settings settings) {
    return settings.pace().of(2);
  }

  /**
   * Has two peers do the same in turns, each with a table and a bucket of its own, which grow
   * alike.
   */
  static Row race(
      Peer ours,
      Peer other,
      Operation operation,
      int size,
      int threads,
      Versus versus,
      Settings settings)
      throws Exception {
    byte[] value = Sizes.value(size);
    try (Lane mine = Lane.plain(ours);
        Lane theirs = Lane.plain(other)) {
      return Race.run(
              List.of(
                  mine.entrant(operation, threads, value),
                  theirs.entrant(operation, threads, value)),
              settings.pace())
          .row(name(operation, size, threads), versus);
    }
  }
}

package dev.vhs.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * The laps here take no time: each thread does its work once a lap, so that everything can be told.
 */
class RaceTest {
  private static final Pace ONCE = new Pace(Duration.ZERO, Duration.ZERO, 3);

  @Test
  void entrantsTakeTurnsAndWhoBeginsChanges() throws Exception {
    Queue<String> worked = new ConcurrentLinkedQueue<>();
    List<Entrant> entrants =
        List.of(
            new Entrant("a", 1, (thread, turn) -> worked.add("a" + turn)),
            new Entrant("b", 1, (thread, turn) -> worked.add("b" + turn)));
    Standings standings = Race.run(entrants, ONCE);
    assertThat(worked).containsExactly("a0", "b0", "a1", "b1", "b2", "a2", "a3", "b3");
    assertThat(standings.rate(0).samples()).as("without the warm-up").hasSize(3);
    assertThat(standings.rateRatio(0, 1).samples()).hasSize(3);
  }

  @Test
  void eachThreadHasItsOwnTurns() throws Exception {
    Set<String> worked = ConcurrentHashMap.newKeySet();
    Race.run(List.of(new Entrant("a", 2, (thread, turn) -> worked.add(thread + "-" + turn))), ONCE);
    assertThat(worked)
        .containsExactlyInAnyOrder("0-0", "1-0", "0-1", "1-1", "0-2", "1-2", "0-3", "1-3");
  }

  @Test
  void workThatFailsEndsTheRace() {
    List<Entrant> entrants =
        List.of(
            new Entrant(
                "a",
                2,
                (thread, turn) -> {
                  throw new IOException("broken");
                }));
    assertThatThrownBy(() -> Race.run(entrants, ONCE)).isInstanceOf(IOException.class);
  }
}

package dev.vhs.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static Meter.Sent sent(int attempts, long from, long to) {
    return new Meter.Sent(attempts, from, to, 0.5, 7);
  }

  @Test
  void requestsSideBySideAreOneTrip() {
    Cost cost = Meter.cost(List.of(sent(1, 0, 20), sent(1, 1, 50), sent(1, 51, 70)));
    assertThat(cost).isEqualTo(new Cost(3, 2, 1.5, 21));
  }

  @Test
  void theLongestRowCounts() {
    Cost cost =
        Meter.cost(List.of(sent(1, 0, 100), sent(1, 0, 30), sent(1, 31, 60), sent(1, 61, 90)));
    assertThat(cost.trips()).isEqualTo(3);
  }

  @Test
  void attemptsAreRequestsInARow() {
    assertThat(Meter.cost(List.of(sent(2, 0, 20))).requests()).isEqualTo(2);
    assertThat(Meter.cost(List.of(sent(2, 0, 20))).trips()).isEqualTo(2);
  }
}

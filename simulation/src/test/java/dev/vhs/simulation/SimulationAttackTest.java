package dev.vhs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("attack")
class SimulationAttackTest {
  /** {@code -Dvhs.histories=500000} makes it longer, {@code -Dvhs.seed=1} different. */
  private static final int HISTORIES = Integer.getInteger("vhs.histories", 50_000);

  private static final long FIRST_SEED = Long.getLong("vhs.seed", 1_000_000);

  @Test
  void theEngineHasOnlyLegalHistories() {
    int threads = Runtime.getRuntime().availableProcessors();
    Campaign.Report report = Campaign.sound(FIRST_SEED, HISTORIES, threads).run();
    System.out.printf("simulation: %d histories from seed %d%n", report.histories(), FIRST_SEED);
    assertThat(report.failure())
        .as(() -> report.failure().map(Campaign.Failure::smallest).orElse(""))
        .isEmpty();
  }
}

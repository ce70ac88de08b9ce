package dev.vhs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
  private static final int HISTORIES = 2_000;
  private static final int THREADS = 2;

  /**
   * The most histories that a mutant may take, where a change of the engine has changed their
   * course.
   */
  private static final int MAX_FOR_A_MUTANT = 50_000;

  @Test
  void theEngineHasOnlyLegalHistories() {
    Campaign.Report report = Campaign.sound(0, HISTORIES, THREADS).run();
    assertThat(report.failure())
        .as(() -> report.failure().map(Campaign.Failure::smallest).orElse(""))
        .isEmpty();
    assertThat(report.histories()).isEqualTo(HISTORIES);
  }

  @ParameterizedTest
  @EnumSource
  void aMutantIsCaught(Mutant mutant) throws IOException {
    long recorded = recordedSeed(mutant);
    Campaign.Report report = Campaign.against(mutant, recorded, MAX_FOR_A_MUTANT, THREADS).run();
    assertThat(report.failure()).as("what %s does must be noticed", mutant).isPresent();
    Campaign.Failure found = report.failure().orElseThrow();
    // Not by the number of histories: the other thread runs some while this one runs the first.
    if (found.seed() != recorded) {
      System.out.printf(
          "%s was noticed %d seeds later than recorded; record the new seed in mutants.properties: %s%n",
          mutant, found.seed() - recorded, found);
    }
  }

  private static long recordedSeed(Mutant mutant) throws IOException {
    Properties seeds = new Properties();
    try (InputStream in = SimulationTest.class.getResourceAsStream("mutants.properties")) {
      seeds.load(in);
    }
    return Long.parseLong(seeds.getProperty(mutant.name(), "0").strip());
  }

  @ParameterizedTest
  @EnumSource
  void aSeedMeansTheSameHistoryEachTime(Profile profile) {
    try (Simulator simulator = new Simulator();
        Simulator another = new Simulator()) {
      String trace = simulator.trace(profile, 7, null);
      simulator.run(profile, 8, null);
      assertThat(simulator.trace(profile, 7, null)).isEqualTo(trace);
      assertThat(another.trace(profile, 7, null)).isEqualTo(trace).contains("COMMITTED", "legal");
    }
  }

  @Test
  void everyOperationSucceedsAndFailsInSomeHistory() {
    try (Simulator simulator = new Simulator()) {
      for (Profile profile : Profile.values()) {
        for (int seed = 0; seed < 40; seed++) {
          assertThat(simulator.run(profile, seed, null).isOk()).isTrue();
        }
      }
      for (Action action : Action.values()) {
        assertThat(simulator.outcomes().keySet())
            .anyMatch(
                outcome -> outcome.matches(action + " (wrote|read|saw|answered|listed|done)"));
      }
      assertThat(simulator.outcomes())
          .containsKeys("PUT_LATEST StoreUnavailable", "UPDATE never returned", "GC went on");
    }
  }
}

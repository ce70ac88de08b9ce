package dev.vhs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShrinkerTest {
  private static final List<Long> PARTS = LongStream.range(0, 60).boxed().toList();

  /** The number of seeds that are looked through for a long history. */
  private static final int SEEDS = 400;

  @Test
  void onlyWhatMattersIsLeft() {
    Set<Long> matters = Set.of(3L, 31L, 59L);
    Shrinker shrinker = new Shrinker(parts -> parts.containsAll(matters));
    assertThat(shrinker.shrink(PARTS)).isEqualTo(matters);
    assertThat(shrinker.runs()).isLessThan(PARTS.size() * 4);
  }

  @Test
  void nothingIsLeftWhereNothingMatters() {
    assertThat(new Shrinker(parts -> true).shrink(PARTS)).isEmpty();
  }

  @Test
  void allIsLeftWhereAllMatters() {
    Shrinker shrinker = new Shrinker(parts -> parts.size() == PARTS.size());
    assertThat(shrinker.shrink(PARTS)).containsExactlyElementsOf(PARTS);
  }

  @ParameterizedTest
  @CsvSource({"YOUNG_ROWS_DROPPED", "OLD_READ_TRUSTED", "PURGE_BY_LISTING", "FILLER_LEFT_OUT"})
  void aHistoryOfSomeThirtyCallsShrinksToAHandful(Mutant mutant) {
    try (Simulator simulator = new Simulator()) {
      for (long seed = 0; seed < SEEDS; seed++) {
        if (simulator.run(mutant.profile(), seed, mutant).isOk()) {
          continue;
        }
        Shrunk shrunk = simulator.shrink(mutant.profile(), seed, mutant).orElseThrow();
        if (shrunk.allCalls() >= 28) {
          System.out.printf(
              "%s %d: %d calls shrunk to %d, %d calls and faults to %d%n",
              mutant, seed, shrunk.allCalls(), shrunk.calls(), shrunk.parts(), shrunk.left());
          assertThat(shrunk.calls()).as(shrunk.trace()).isLessThanOrEqualTo(7);
          assertThat(shrunk.verdict().isOk()).isFalse();
          assertThat(shrunk.toString()).contains("ILLEGAL", "shrunk from " + shrunk.allCalls());
          return;
        }
      }
    }
    throw new AssertionError("no long history of " + mutant + " in " + SEEDS + " seeds");
  }

  @Test
  void aPlanThatIsFollowedWholeGivesTheSameHistory() {
    try (WorkerPool pool = new WorkerPool()) {
      for (Profile profile : Profile.values()) {
        Plan plan = new Plan();
        History first = new SimulationRun(profile, 11, null, plan, true, pool).run();
        Plan whole = plan.with(Set.copyOf(plan.parts()));
        History again = new SimulationRun(profile, 11, null, whole, true, pool).run();
        assertThat(Trace.of(again, Verdict.OK))
            .as("%s", profile)
            .isEqualTo(Trace.of(first, Verdict.OK));
      }
    }
  }

  @Test
  void aLegalHistoryIsNotShrunk() {
    try (Simulator simulator = new Simulator()) {
      assertThat(simulator.shrink(Profile.CALM, 1, null)).isEmpty();
    }
  }
}

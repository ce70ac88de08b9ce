package dev.vhs.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.simulation.Profile;
import dev.vhs.simulation.Verdict;
import dev.vhs.testkit.emulators.SeededWireFaults;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulation's checks over real requests: writers race on a few ids, answers get lost, requests
 * come twice or late, and what the services then hold, and everybody was told, must be what a sound
 * store may come to.
 *
 * <p>{@code -Dvhs.wire.seed=N} replays one history of each kind; {@code -Dvhs.histories=N} sets how
 * many the attack runs.
 */
@Timeout(3600)
class HistoriesOnTheWireTest {
  private static final int ATTACK = Integer.getInteger("vhs.histories", 60);

  /** The kinds of history that use all operations, each more of some. */
  private static final List<Profile> PROFILES =
      List.of(Profile.UNRELIABLE, Profile.MIXED, Profile.DELETIONS, Profile.CALM);

  private static final List<Profile> MULTI_PROFILES = List.of(Profile.RESTORES, Profile.GAPS);

  @ParameterizedTest
  @CsvSource({
    "MULTI, UNRELIABLE",
    "MULTI, MIXED",
    "MULTI, RESTORES",
    "SINGLE, UNRELIABLE",
    "SINGLE, MIXED"
  })
  void storesHaveOnlyLegalHistories(Variant variant, Profile profile) {
    run(profile, variant, seed());
  }

  @Tag("attack")
  @ParameterizedTest
  @EnumSource
  void storesHaveOnlyLegalHistoriesForLong(Variant variant) {
    long first = seed();
    for (int i = 0; i < ATTACK; i++) {
      run(profile(variant, i), variant, first + i);
    }
  }

  private static Profile profile(Variant variant, int number) {
    if (variant == Variant.MULTI && number % 3 == 2) {
      return MULTI_PROFILES.get(number / 3 % MULTI_PROFILES.size());
    }
    return PROFILES.get(number % PROFILES.size());
  }

  private static long seed() {
    return Long.getLong(SeededWireFaults.SEED, new Random().nextInt(Integer.MAX_VALUE));
  }

  private static void run(Profile profile, Variant variant, long seed) {
    try (WireHistory history = new WireHistory(profile, variant, seed, Breakage.NOTHING)) {
      Verdict verdict = history.run();
      System.out.printf(
          "history on the wire: %s %s, %d calls, %d faults; replay with -D%s=%d%n",
          variant, profile, history.calls(), history.faults(), SeededWireFaults.SEED, seed);
      assertThat(verdict.isOk()).as("seed %d:%n%s", seed, history.trace()).isTrue();
      assertThat(history.faults()).as("faults of seed %d", seed).isPositive();
    }
  }

  /**
   * What shows that the histories and their check would notice such a mistake in the real store.
   */
  @ParameterizedTest
  @CsvSource({
    "MULTI, CONDITION_FORGOTTEN",
    "SINGLE, CONDITION_FORGOTTEN",
    "MULTI, WRITE_ID_NOT_COMPARED",
    "SINGLE, WRITE_ID_NOT_COMPARED"
  })
  void aBrokenStoreIsNoticed(Variant variant, Breakage breakage) {
    long first = seed();
    for (int i = 0; i < 20; i++) {
      try (WireHistory history =
          new WireHistory(Profile.UNRELIABLE, variant, first + i, breakage)) {
        Verdict verdict = history.run();
        if (!verdict.isOk()) {
          System.out.printf("%s noticed by history %d: %s%n", breakage, i, verdict.explanation());
          return;
        }
      }
    }
    throw new AssertionError(breakage + " was not noticed, from seed " + first + " on");
  }
}

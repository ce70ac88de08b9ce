package dev.vhs.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.testkit.contract.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceClockTest {
  private final TestClock local = new TestClock();
  private final ServiceClock clock = new ServiceClock(local);

  /** An answer of a service whose clock is that much ahead, halfway through a round trip. */
  private void answer(Duration ahead, Duration roundTrip) {
    Instant sent = local.instant();
    local.advance(roundTrip.dividedBy(2));
    Instant date = local.instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
    local.advance(roundTrip.dividedBy(2));
    clock.observe(sent, local.instant(), date);
  }

  private Duration error(Duration ahead) {
    return Duration.between(local.instant().plus(ahead), clock.instant()).abs();
  }

  @Test
  void itIsTheLocalClockUntilThereIsAnAnswer() {
    assertThat(clock.instant()).isEqualTo(local.instant());
    local.advance(Duration.ofDays(3));
    assertThat(clock.instant()).isEqualTo(local.instant());
  }

  @ParameterizedTest
  @ValueSource(longs = {-86_400_000, -1_500, -400, 0, 400, 1_500, 86_400_000})
  void oneAnswerTellsTheServicesTimeToASecondAndARoundTrip(long aheadMillis) {
    Duration ahead = Duration.ofMillis(aheadMillis);
    answer(ahead, Duration.ofMillis(40));
    assertThat(error(ahead)).isLessThanOrEqualTo(Duration.ofMillis(1040));
  }

  @Test
  void moreAnswersNeverMakeItWorse() {
    Duration ahead = Duration.ofMillis(7_300);
    Random random = new Random(1);
    answer(ahead, Duration.ofMillis(100));
    Duration before = error(ahead);
    for (int i = 0; i < 200; i++) {
      local.advance(Duration.ofMillis(random.nextInt(5_000)));
      answer(ahead, Duration.ofMillis(2 + random.nextInt(100)));
      Duration after = error(ahead);
      assertThat(after).isLessThanOrEqualTo(before);
      before = after;
    }
    assertThat(before).isLessThan(Duration.ofMillis(150));
  }

  @Test
  void aSlowAnswerMovesNothingThatItDoesNotContradict() {
    answer(Duration.ofHours(1), Duration.ofMillis(10));
    Instant before = clock.instant();
    Instant sent = local.instant();
    clock.observe(sent, sent.plus(Duration.ofMinutes(1)), before.plusSeconds(30));
    assertThat(clock.instant()).isEqualTo(before);
  }

  @Test
  void itFollowsALocalClockThatWasSet() {
    answer(Duration.ZERO, Duration.ofMillis(10));
    local.advance(Duration.ofDays(-2));
    answer(Duration.ofDays(2), Duration.ofMillis(10));
    assertThat(error(Duration.ofDays(2))).isLessThan(Duration.ofMillis(1_100));
  }
}

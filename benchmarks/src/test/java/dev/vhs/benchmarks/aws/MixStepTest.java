package dev.vhs.benchmarks.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vhs.benchmarks.Operation;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MixStepTest {
  private static final int IDS = 100;
  private static final List<MixStep> MIX = MixStep.mix(IDS, 20_000, 3);

  private static double share(List<MixStep> steps, Predicate<MixStep> which) {
    return (double) steps.stream().filter(which).count() / steps.size();
  }

  private static boolean isIn(MixStep step, int least, int most) {
    return step.bytes() >= least && step.bytes() < most;
  }

  @Test
  void theFirstOfZipfsNumbersComesTwiceAsOftenAsTheSecond() {
    RandomGenerator random = new SplittableRandom(1);
    Zipf zipf = new Zipf(4);
    int[] counts = new int[4];
    for (int i = 0; i < 25_000; i++) {
      counts[zipf.next(random)]++;
    }
    // 1 + 1/2 + 1/3 + 1/4 = 25/12
    assertThat(counts[0]).isCloseTo(12_000, within(400));
    assertThat(counts[1]).isCloseTo(6_000, within(300));
    assertThat(counts[2]).isCloseTo(4_000, within(250));
    assertThat(counts[3]).isCloseTo(3_000, within(200));
  }

  @Test
  void nineOfTenAreReads() {
    assertThat(share(MIX, step -> step.operation() == Operation.GET_LATEST))
        .isCloseTo(0.9, within(0.01));
    assertThat(share(MIX, step -> step.operation() == Operation.UPDATE))
        .isCloseTo(0.05, within(0.01));
  }

  @Test
  void nineOfTenIdsAreSmall() {
    List<MixStep> first = MixStep.first(IDS, 3);
    assertThat(first).hasSize(IDS);
    assertThat(share(first, step -> step.bytes() < 4096)).isEqualTo(0.9);
    assertThat(first).allMatch(step -> isIn(step, 1024, 4096) || isIn(step, 100 << 10, 10 << 20));
  }

  @Test
  void oneSeedIsOneMix() {
    assertThat(MixStep.mix(IDS, 50, 5)).isEqualTo(MixStep.mix(IDS, 50, 5));
    assertThat(MixStep.mix(IDS, 50, 5)).isNotEqualTo(MixStep.mix(IDS, 50, 6));
    MixStep step = new MixStep(Operation.UPDATE, 0, 2000, 9);
    assertThat(step.value()).hasSize(2000).isEqualTo(step.value());
  }
}

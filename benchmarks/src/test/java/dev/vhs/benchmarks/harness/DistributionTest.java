package dev.vhs.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {
  private static final Distribution FIVE = Distribution.of(List.of(50.0, 10.0, 40.0, 20.0, 30.0));

  @Test
  void quartilesAreOfTheSortedSamples() {
    assertThat(FIVE.median()).isEqualTo(30);
    assertThat(FIVE.lower()).isEqualTo(20);
    assertThat(FIVE.upper()).isEqualTo(40);
  }

  @Test
  void quartilesLieBetweenSamples() {
    Distribution two = Distribution.of(List.of(1.0, 2.0));
    assertThat(two.median()).isEqualTo(1.5);
    assertThat(two.lower()).isCloseTo(1.25, within(1e-9));
  }

  /** The median of ratios, not the ratio of medians: here they differ. */
  @Test
  void pairsAreWhatWasMeasuredBesideEachOther() {
    Distribution other = Distribution.of(List.of(25.0, 10.0, 4.0, 2.0, 1.0));
    assertThat(FIVE.over(other).samples()).containsExactly(2.0, 1.0, 10.0, 10.0, 30.0);
    assertThat(FIVE.over(other).median()).isEqualTo(10);
    assertThat(FIVE.minus(other).samples()).containsExactly(25.0, 0.0, 36.0, 18.0, 29.0);
  }

  @Test
  void whatWasNotMeasuredBesideEachOtherIsNotPaired() {
    Distribution other = Distribution.of(1);
    assertThatThrownBy(() -> FIVE.over(other)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Distribution.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

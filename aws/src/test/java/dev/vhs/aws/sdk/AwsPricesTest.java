package dev.vhs.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AwsPricesTest {
  /** The figures that the design reckons with: a pointer and an object for some $5.6 a million. */
  @Test
  void aMillionWritesOfAPointerAndAnObject() {
    double dollars = AwsPrices.writes(1_000_000, 500_000_000) + AwsPrices.objects(1_000_000, 0);
    assertThat(dollars).isCloseTo(5.6, within(0.05));
  }

  @Test
  void readsAreRoundedUpToUnits() {
    assertThat(AwsPrices.reads(0, 4096L * 1_000_000)).isCloseTo(0.125, within(1e-9));
    assertThat(AwsPrices.reads(1_000_000, 0)).isCloseTo(0.125, within(1e-9));
    assertThat(AwsPrices.objects(0, 1_000_000)).isCloseTo(0.4, within(1e-9));
  }
}

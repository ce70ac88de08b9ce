package dev.vhs.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EstimateLineTest {
  @Test
  void dollars() {
    assertThat(EstimateLine.amount(0)).isEqualTo("less than $0.01");
    assertThat(EstimateLine.amount(0.0042)).isEqualTo("less than $0.01");
    assertThat(EstimateLine.amount(0.125)).isEqualTo("about $0.13");
    assertThat(EstimateLine.amount(1234.5)).isEqualTo("about $1,234.50");
  }
}

package dev.vhs.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoLoggersTest {
  @Test
  void nothingThatTheBackendsLogIsPrinted() {
    System.Logger logger = System.getLogger("dev.vhs.aws.requests");
    assertThat(logger.getName()).isEqualTo("dev.vhs.aws.requests");
    assertThat(logger.isLoggable(System.Logger.Level.ERROR)).isFalse();
  }
}

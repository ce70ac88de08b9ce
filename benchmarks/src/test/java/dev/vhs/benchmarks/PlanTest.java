package dev.vhs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.benchmarks.harness.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The time that is measured by the clock, computed: it leaves enough of the promised time for the
 * rest.
 */
class PlanTest {
  @Test
  void aFullRunFitsInHalfAnHour() {
    assertThat(timed(false)).isLessThan(Duration.ofMinutes(18));
  }

  @Test
  void aLookFitsInTwoMinutes() {
    assertThat(timed(true)).isLessThan(Duration.ofSeconds(60));
  }

  private static Duration timed(boolean quick) {
    Settings settings = new Settings(quick, Path.of("."));
    return Main.CHAPTERS.stream()
        .map(chapter -> chapter.timed(settings))
        .reduce(Duration.ZERO, Duration::plus);
  }
}

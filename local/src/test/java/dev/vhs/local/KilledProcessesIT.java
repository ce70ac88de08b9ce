package dev.vhs.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.simulation.processes.ProcessAttack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writers, a reader and a sweeper in processes of their own, killed and suspended at random.
 *
 * <p>{@code -Dvhs.seed=N} lets them do the same again, though not at the same times; {@code
 * -Dvhs.attack.seconds=N} sets how long the attack goes on.
 */
@Timeout(3600)
class KilledProcessesIT {
  private static final Duration GRACE = Duration.ofSeconds(4);
  private static final Duration WINDOW = Duration.ofMillis(1500);
  private static final Duration SHORT = Duration.ofSeconds(6);
  private static final Duration LONG = Duration.ofSeconds(Long.getLong("vhs.attack.seconds", 60));

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(Variant.class)
  void nothingIsLostAndNothingIsLeft(Variant variant) throws Exception {
    attack(variant, SHORT);
  }

  @Tag("attack")
  @ParameterizedTest
  @EnumSource(Variant.class)
  void nothingIsLostAndNothingIsLeftForLong(Variant variant) throws Exception {
    attack(variant, LONG);
  }

  private void attack(Variant variant, Duration time) throws Exception {
    String uri = "file:" + dir.resolve("store") + "?variant=" + variant.text();
    Path logs = Files.createDirectory(dir.resolve("logs"));
    long seed = Long.getLong("vhs.seed", new Random().nextInt(Integer.MAX_VALUE));
    ProcessAttack.Report report =
        new ProcessAttack(uri, () -> Vhs.builder(uri), Map.of(), logs, GRACE, WINDOW, seed)
            .attack(time, true);
    assertThat(report.kills()).isPositive();
    assertThat(report.calls()).isGreaterThan(report.kills());
  }
}

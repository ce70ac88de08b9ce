package dev.vhs.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LESS = Duration.ofNanos(-1);

  @Test
  void aSettingOutOfItsRangeIsNamed() {
    Map<String, UnaryOperator<StoreSettings>> wrong =
        Map.of(
            "callTimeout", settings -> settings.callTimeout(Duration.ZERO),
            "conflictBudget", settings -> settings.conflictBudget(LESS),
            "backOff's first", settings -> settings.backOff(Duration.ZERO, SECOND),
            "backOff's max", settings -> settings.backOff(SECOND, SECOND.minusNanos(1)),
            "inlineItemBytes", settings -> settings.inlineItemBytes(-1),
            "parallelism", settings -> settings.parallelism(0),
            "closeTimeout", settings -> settings.closeTimeout(LESS),
            "grace", settings -> settings.grace(Duration.ZERO, SECOND),
            "commitWindow", settings -> settings.grace(SECOND, LESS),
            "cacheBytes", settings -> settings.cacheBytes(-1));
    wrong.forEach(
        (name, change) ->
            assertThatThrownBy(change.apply(new StoreSettings())::checked)
                .as(name)
                .isInstanceOf(InvalidRequest.class)
                .hasMessageStartingWith(name));
  }

  @Test
  void theSmallestOfEachAreTaken() {
    StoreSettings least =
        new StoreSettings()
            .callTimeout(Duration.ofNanos(1))
            .conflictBudget(Duration.ofNanos(1))
            .backOff(Duration.ofNanos(1), Duration.ofNanos(1))
            .inlineItemBytes(0)
            .parallelism(1)
            .closeTimeout(Duration.ZERO)
            .grace(Duration.ofNanos(1), Duration.ofNanos(1))
            .cacheBytes(0);
    assertThat(least.checked()).usingRecursiveComparison().isEqualTo(least);
  }

  @Test
  void whatWasCheckedDoesNotChange() {
    StoreSettings settings = new StoreSettings().parallelism(3);
    StoreSettings checked = settings.checked();
    settings.parallelism(4);
    assertThat(checked.parallelism()).isEqualTo(3);
    assertThat(settings.parallelism()).isEqualTo(4);
  }

  @Test
  void graceIsAtLeastTwiceTheWindowAndTheTolerance() {
    StoreSettings settings = new StoreSettings().grace(SECOND.multipliedBy(6), SECOND);
    settings.checkGrace(SECOND.multipliedBy(2));
    assertThatThrownBy(() -> settings.checkGrace(SECOND.multipliedBy(2).plusNanos(1)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("commit window");
  }
}

package dev.vhs.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.InvalidRequest;
import dev.vhs.RetentionPolicy;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.memory.MemoryBackend;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PeriodsTest {
  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  /** A limit that never comes is one of a hundred years, and overflows nowhere. */
  @Test
  void limitsMayBeAsLongAsADurationIs() {
    List<UnaryOperator<VhsBuilder>> settings =
        List.of(
            builder -> builder.callTimeout(FOREVER),
            builder -> builder.conflictBudget(FOREVER),
            builder -> builder.closeTimeout(FOREVER),
            builder -> builder.backOff(Duration.ofMillis(1), FOREVER));
    for (UnaryOperator<VhsBuilder> setting : settings) {
      try (Vhs vhs = setting.apply(Vhs.builder(MemoryBackend.create(Variant.MULTI))).open()) {
        VersionedStore<String> store = vhs.store(Codec.text());
        store.init("id", "text");
        assertThat(store.update("id", text -> "more").version()).isEqualTo(1);
      }
    }
  }

  /** A period that is stored, or added to a time, has a limit. */
  @Test
  void keptPeriodsHaveALimit() {
    List<ThrowingCallable> refused =
        List.of(
            () ->
                Vhs.builder(MemoryBackend.create(Variant.MULTI))
                    .grace(FOREVER, Duration.ofHours(1))
                    .open(),
            () -> Vhs.builder(MemoryBackend.create(Variant.MULTI)).grace(FOREVER, FOREVER).open(),
            () -> SweepOptions.DEFAULT.grace(FOREVER),
            () -> RetentionPolicy.youngerThan(FOREVER));
    for (ThrowingCallable call : refused) {
      assertThatThrownBy(call)
          .isInstanceOf(InvalidRequest.class)
          .hasMessageContaining("expected at most 36500 days");
    }
  }

  @Test
  void theSlowestRateWaits() {
    Duration[] waited = {Duration.ZERO};
    Environment machine = Environment.system();
    Environment environment =
        new Environment(
            () -> 0,
            time -> waited[0] = time,
            machine.random(),
            machine.writeIds(),
            machine.tasks());
    OperationContext context =
        new OperationContext(environment, "gc", "", Duration.ofSeconds(1), false);
    Pace pace = new Pace(context, Double.MIN_VALUE);
    context.requested();
    pace.keep();
    context.requested();
    pace.keep();
    assertThat(waited[0]).isGreaterThan(Duration.ofDays(300));
  }
}

package dev.vhs.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.memory.MemoryBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Waits as long as the lots allow, which here are always the longest. */
class BackOffTest {
  private static final long FIRST = 10;
  private static final long MOST = 1_000;
  private static final long BUDGET = 20_000;

  private final List<Long> waits = new ArrayList<>();
  private long nanos;
  private Duration beforeTheFirstLoss = Duration.ZERO;
  private OperationContext context;

  private BackOff backOff(BiFunction<StoreContext, OperationContext, BackOff> kind) {
    Environment machine = Environment.system();
    Environment environment =
        new Environment(
            () -> nanos,
            wait -> {
              nanos += wait.toNanos();
              waits.add(Math.round(wait.toNanos() / 1e6));
            },
            () -> -1L,
            machine.writeIds(),
            machine.tasks());
    StoreSettings settings =
        new StoreSettings()
            .backOff(Duration.ofMillis(FIRST), Duration.ofMillis(MOST))
            .conflictBudget(Duration.ofMillis(BUDGET));
    StoreContext store =
        StoreContext.of(MemoryBackend.create(Variant.MULTI), settings, environment, Rules.SOUND);
    context = new OperationContext(environment, "update", "a", Duration.ofMinutes(5), true);
    nanos += beforeTheFirstLoss.toNanos();
    return kind.apply(store, context);
  }

  /** A call that began with a long upload has all of its budget left, and counts each try. */
  @Test
  void theBudgetBeginsWithTheFirstLoss() {
    beforeTheFirstLoss = Duration.ofMillis(2 * BUDGET);
    BackOff backOff = backOff(BackOff::ofConflicts);
    backOff.pause();
    backOff.skip();
    assertThat(backOff.isExhausted()).isFalse();
    assertThat(context.retries()).isEqualTo(2);
    nanos += Duration.ofMillis(BUDGET).toNanos();
    assertThat(backOff.isExhausted()).isTrue();
  }

  @Test
  void ceilingsDoubleUpToTheHighest() {
    BackOff backOff = backOff(BackOff::ofConflicts);
    for (int i = 0; i < 9; i++) {
      backOff.pause();
    }
    assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, MOST, MOST);
    assertThat(backOff.tries()).isEqualTo(9);
  }

  @Test
  void whoHasLostForLongWaitsLessAndLess() {
    BackOff backOff = backOff(BackOff::ofConflicts);
    while (nanos < Duration.ofMillis(BUDGET / 4).toNanos()) {
      assertThat(backOff.tries() == 0).isEqualTo(backOff.isUrgent());
      backOff.pause();
    }
    waits.clear();
    for (int i = 0; i < 9; i++) {
      backOff.pause();
    }
    assertThat(waits).containsExactly(MOST, 500L, 250L, 125L, 62L, 31L, 16L, FIRST, FIRST);
    assertThat(backOff.isUrgent()).isTrue();
    backOff.skip();
    assertThat(backOff.isUrgent()).as("twice in a row").isFalse();
  }

  @Test
  void aServiceOutOfReachIsNotPressed() {
    BackOff backOff = backOff(BackOff::ofService);
    while (!backOff.isExhausted()) {
      backOff.pause();
    }
    assertThat(waits).isSorted();
    assertThat(waits.get(waits.size() - 1)).isEqualTo(MOST);
  }
}

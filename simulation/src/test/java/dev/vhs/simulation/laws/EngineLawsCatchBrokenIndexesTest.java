package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.vhs.Variant;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.simulation.laws.BrokenIndex.Defect;
import dev.vhs.spi.Backend;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The engine's laws are tested: over an index that breaks a promise the engine breaks its own, and
 * the law that is named for it fails.
 */
class EngineLawsCatchBrokenIndexesTest {
  private static @Nullable Defect defect;

  @ParameterizedTest
  @EnumSource
  void aBrokenIndexIsCaught(Defect broken) {
    TestExecutionSummary sound = run(null, broken);
    assertThat(sound.getTestsSucceededCount()).as("over a sound index").isPositive();
    assertThat(sound.getTotalFailureCount()).as("over a sound index").isZero();
    assertThat(run(broken, broken).getTestsFailedCount()).as("caught").isPositive();
  }

  /** Runs the law that is named for a defect, over an index with another or none. */
  private static TestExecutionSummary run(@Nullable Defect over, Defect named) {
    defect = over;
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    Class<?> group =
        Stream.of(EngineContract.class.getDeclaredClasses())
            .filter(each -> each.getSimpleName().equals(named.group))
            .findFirst()
            .orElseThrow();
    Method law =
        Stream.<Class<?>>iterate(group, Objects::nonNull, Class::getSuperclass)
            .flatMap(each -> Stream.of(each.getDeclaredMethods()))
            .filter(each -> each.getName().equals(named.caughtBy))
            .findFirst()
            .orElseThrow();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectNestedMethod(List.of(Trial.class), group, law))
                .build(),
            summary);
    return summary.getSummary();
  }

  /** The contract that the test above runs; not for running by itself. */
  static class Trial extends EngineContract {
    private final MemoryHalves halves = new MemoryHalves(clock());

    @Override
    protected Backend open(Variant variant) {
      MemoryPointerIndex index = halves.index(variant);
      return new Backend(
          defect == null ? index : new BrokenIndex(index, defect),
          halves.objects(variant),
          "",
          "trial");
    }
  }
}

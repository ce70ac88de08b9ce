package dev.vhs.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contention of eight writers, each with a store of its own, that increment one number 25 times
 * each. Ours must reach the sum; the Scala client's figures are printed beside.
 */
@Tag("attack")
class ContentionTest {
  private static final int WRITERS = 8;
  private static final int INCREMENTS = 25;
  private static final int SUM = WRITERS * INCREMENTS;

  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger maxAttempts = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({"MULTI, SCALA", "MULTI, NATIVE", "SINGLE, NATIVE", "SINGLE, SCALA"})
  void everyIncrementOfOursCounts(Variant variant, Compatibility format) {
    try (SharedStore shared = SharedStore.create(variant)) {
      shared.vhs(format, ContentionTest::large).store(Codec.text()).init("n", "0");
      Figures figures =
          run(
              shared,
              () -> {
                Vhs vhs = shared.vhs(format, ContentionTest::large);
                VersionedStore<String> numbers = vhs.store(Codec.text());
                return () -> {
                  for (int i = 0; i < INCREMENTS; i++) {
                    count(increment -> numbers.update("n", increment));
                  }
                  vhs.close();
                };
              });
      print("ours, " + format.text(), variant, figures);
      assertThat(figures.value()).isEqualTo(SUM);
      // A Scala client may still be reading what was replaced: that is left to the sweep.
      boolean keepsReplaced = variant == Variant.SINGLE && format == Compatibility.SCALA;
      assertThat(figures.orphans()).isEqualTo(keepsReplaced ? SUM : 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFiguresOfTheScalaClient(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      shared.scalaTexts().init("n", "0");
      Figures figures =
          run(
              shared,
              () -> {
                ScalaVhs<String> numbers = shared.scalaTexts();
                return () -> {
                  for (int i = 0; i < INCREMENTS; i++) {
                    count(increment -> Insistent.update(numbers, "n", increment));
                  }
                };
              });
      print("Scala client", variant, figures);
    }
  }

  /** Returns settings with which every value is an object. */
  private static VhsBuilder large(VhsBuilder builder) {
    return builder.inlineItemBytes(0);
  }

  /** Counts the attempts of one update. */
  private void count(Consumer<UnaryOperator<String>> update) {
    AtomicInteger tries = new AtomicInteger();
    update.accept(
        number -> {
          tries.incrementAndGet();
          return Integer.toString(Integer.parseInt(number) + 1);
        });
    attempts.addAndGet(tries.get());
    maxAttempts.accumulateAndGet(tries.get(), Math::max);
  }

  /**
   * The outcome of a contention.
   *
   * @param value the number at the end
   * @param orphans objects that no row names
   * @param attempts how often a number was incremented, kept or not
   * @param maxAttempts the most of one update
   * @param requests to both services
   */
  private record Figures(
      int value, int orphans, int attempts, int maxAttempts, int requests, Duration time) {}

  private Figures run(SharedStore shared, Supplier<Runnable> writer) {
    shared.log().clear();
    long start = System.nanoTime();
    Together.run(WRITERS, writer);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    int requests = shared.log().entries().size();
    Set<String> orphans = new HashSet<>(shared.keys());
    shared.items("n").forEach(item -> orphans.remove(Items.key(item)));
    int value = Integer.parseInt(shared.scalaTexts().getLatest("n"));
    return new Figures(value, orphans.size(), attempts.get(), maxAttempts.get(), requests, time);
  }

  private static void print(String who, Variant variant, Figures figures) {
    System.out.printf(
        "%d x %d updates, %s, %s: %d of %d, %d orphans, %d attempts (%d for one), %d requests, %d ms%n",
        WRITERS,
        INCREMENTS,
        variant,
        who,
        figures.value(),
        SUM,
        figures.orphans(),
        figures.attempts(),
        figures.maxAttempts(),
        figures.requests(),
        figures.time().toMillis());
  }
}

package dev.vhs.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.spi.Row;
import dev.vhs.testkit.emulators.WireFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A race of eight stores, each with its own clients like another process, which add 1 to the same
 * value 25 times each. (The Scala client, in the same test: 88 of 200, 243 orphans, 555 attempts,
 * about 3,000 requests.)
 */
@Timeout(300)
class ContentionOnTheWireTest {
  private static final String ID = "counter";
  private static final int STORES = 8;
  private static final int EACH = 25;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<String> COMMITS = Set.of("PutItem", "UpdateItem");

  @ParameterizedTest
  @CsvSource({"MULTI, false", "MULTI, true", "SINGLE, false", "SINGLE, true"})
  void incrementsAddUp(Variant variant, boolean inline) throws Exception {
    try (EmulatedPlace place = new EmulatedPlace(variant);
        Vhs sound = place.open()) {
      VersionedStore<Integer> counter = sound.store(Codec.json(Integer.class));
      counter.init(ID, 0);
      List<String> requests = race(place, inline);
      Versioned<Integer> last = counter.getLatest(ID);
      assertThat(last.value()).isEqualTo(STORES * EACH);
      assertThat(last.version()).isEqualTo(STORES * EACH);
      List<Row> rows = place.rows(ID);
      assertThat(rows).hasSize(variant == Variant.MULTI ? STORES * EACH + 1 : 1);
      Set<String> named = new HashSet<>();
      rows.stream()
          .filter(row -> row.payload() != null)
          .forEach(row -> named.add(row.payload().key()));
      assertThat(place.keys(ID + "/")).as("no orphans").isEqualTo(named);
      double commits = requests.stream().filter(COMMITS::contains).count();
      System.out.printf(
          "contention: %s %s, %d x %d: value %d, %d requests, %.0f attempts, %.2f for each"
              + " success%n",
          variant,
          inline ? "inline" : "objects",
          STORES,
          EACH,
          last.value(),
          requests.size(),
          commits,
          commits / (STORES * EACH));
    }
  }

  /** Runs the race, and returns all requests. */
  private static List<String> race(EmulatedPlace place, boolean inline) throws Exception {
    List<WireLane> lanes = new ArrayList<>();
    List<Callable<Integer>> racers = new ArrayList<>();
    for (int i = 0; i < STORES; i++) {
      WireLane lane = new WireLane(request -> WireFault.none());
      lanes.add(lane);
      racers.add(() -> increment(place, lane, inline));
    }
    ExecutorService threads = Executors.newFixedThreadPool(STORES);
    try {
      for (Future<Integer> racer : threads.invokeAll(racers)) {
        assertThat(racer.get()).isEqualTo(EACH);
      }
      return lanes.stream().flatMap(lane -> lane.log().operations().stream()).toList();
    } finally {
      threads.shutdownNow();
      lanes.forEach(WireLane::close);
    }
  }

  private static int increment(EmulatedPlace place, WireLane lane, boolean inline) {
    try (Vhs vhs =
        Vhs.builder(place.backend(lane.dynamoDb(), lane.s3()))
            .inlineItemBytes(inline ? 4096 : 0)
            // How long eight writers take depends on the machine, not what comes of it.
            .callTimeout(PATIENCE)
            .conflictBudget(PATIENCE)
            .open()) {
      VersionedStore<Integer> counter = vhs.store(Codec.json(Integer.class));
      for (int i = 0; i < EACH; i++) {
        counter.update(ID, count -> count + 1);
      }
      return EACH;
    }
  }
}

package dev.vhs.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.simulation.LiveHistory;
import dev.vhs.simulation.LiveUser;
import dev.vhs.simulation.Profile;
import dev.vhs.simulation.Verdict;
import dev.vhs.testkit.emulators.SeededWireFaults;
import dev.vhs.testkit.emulators.WireFault;
import dev.vhs.testkit.emulators.WirePlan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A random history of a few stores in one place. One writer uses each store over its own way, on
 * which a fifth of all requests meet a fault.
 *
 * <p>The seed decides what writers do and which faults occur, but not how their requests
 * interleave, so a seed that failed may have to be run more than once.
 */
final class WireHistory implements AutoCloseable {
  private static final int WRITERS = 3;
  private static final int CALLS_OF_EACH = 12;

  /** The average number of calls between two arrivals of late requests. */
  private static final int ARRIVALS = 4;

  /** The share of all requests that meets each trouble. */
  private static final Map<WireTrouble, Double> RATES =
      Map.of(
          WireTrouble.LOST_REQUEST, 0.04,
          WireTrouble.LOST_ANSWER, 0.06,
          WireTrouble.LATE, 0.03,
          WireTrouble.TWICE, 0.03,
          WireTrouble.DELAYED_ANSWER, 0.01,
          WireTrouble.FAILED_AFTERWARDS, 0.03,
          WireTrouble.THROTTLED, 0.02);

  /** The requests of S3 except deletions, which would be left to a sweep after the grace period. */
  private static final List<String> OF_S3 =
      List.of("GetObject", "HeadObject", "ListObjectsV2", "PutObject");

  private static final String DELETION = "DeleteObject";

  private final EmulatedPlace place;
  private final Breakage breakage;
  private final long seed;
  private final LiveHistory history;
  private final AwsWitness witness;
  private final SeededWireFaults plan;
  private final AtomicInteger faults = new AtomicInteger();
  private final List<Writer> writers = new ArrayList<>();

  WireHistory(Profile profile, Variant variant, long seed, Breakage breakage) {
    this.place = new EmulatedPlace(variant);
    this.breakage = breakage;
    this.seed = seed;
    this.history = new LiveHistory(profile, variant, InstantSource.system());
    this.witness = new AwsWitness(place, history);
    this.plan = plan(seed);
  }

  private static SeededWireFaults plan(long seed) {
    SeededWireFaults plan = new SeededWireFaults(seed);
    for (List<String> operations : List.of(WireTrouble.OF_DYNAMO_DB, OF_S3)) {
      for (WireTrouble trouble : WireTrouble.values()) {
        Double rate = RATES.get(trouble);
        if (rate != null) {
          plan.rate(rate, trouble.fault(operations.get(0)), operations.toArray(String[]::new));
        }
      }
    }
    return plan.rate(0.1, WireFault.loseAnswer(), DELETION).rate(0.1, WireFault.repeat(), DELETION);
  }

  /** A store and its user. */
  private final class Writer implements Callable<Boolean>, AutoCloseable {
    private final WireLane lane;
    private final StoreEngine engine;
    private final LiveUser user;
    private final Random random;

    Writer(String name, long number, WirePlan way, Breakage broken) {
      this.random = new Random(seed + number);
      this.lane = new WireLane(way, AwsWitness.naming(this::running));
      lane.toDynamoDb().witnessedBy(witness);
      lane.toS3().witnessedBy(witness);
      StoreSettings settings =
          new StoreSettings()
              .callTimeout(Duration.ofSeconds(4))
              .conflictBudget(Duration.ofSeconds(2))
              .backOff(Duration.ofMillis(5), Duration.ofMillis(100))
              .inlineItemBytes(650)
              .parallelism(2)
              .reclaimBeforeReturning(random.nextBoolean())
              .closeTimeout(Duration.ofSeconds(60));
      this.engine =
          new StoreEngine(
              broken.over(place.backend(lane.dynamoDb(), lane.s3()), lane, place),
              settings,
              Environment.system(),
              broken.rules());
      this.user = history.user(name, engine, seed + number);
    }

    /** Returns the running call; 0 for requests that open the store. */
    private int running() {
      return user == null ? 0 : user.running();
    }

    @Override
    public Boolean call() {
      for (int i = 0; i < CALLS_OF_EACH; i++) {
        user.act();
        if (random.nextInt(ARRIVALS) == 0) {
          // Commits may arrive while their writer still tries. Uploads only after it has given
          // up: what it removes before is not known to be left.
          writers.get(random.nextInt(writers.size())).lane.toDynamoDb().arrive();
          lane.toS3().arrive();
        }
      }
      return true;
    }

    @Override
    public void close() {
      engine.close();
      lane.close();
    }
  }

  /** Runs the history, and returns the verdict. */
  Verdict run() {
    AtomicBoolean begun = new AtomicBoolean();
    WirePlan counting =
        request -> {
          WireFault fault = begun.get() ? plan.next(request) : WireFault.none();
          faults.addAndGet(fault == WireFault.none() ? 0 : 1);
          return fault;
        };
    Writer sound = new Writer("sound", WRITERS, request -> WireFault.none(), Breakage.NOTHING);
    sound.user.create();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new Writer("w" + i, i, counting, breakage));
    }
    begun.set(true);
    together(writers);
    plan.calmDown();
    for (Writer writer : writers) {
      writer.lane.arrive();
      writer.engine.close();
    }
    history.ended();
    assertThat(place.keys("")).as("nothing was overlooked").isEqualTo(witness.objects());
    sound.user.readAll();
    sound.close();
    return history.check();
  }

  private static void together(List<Writer> writers) {
    ExecutorService threads = Executors.newFixedThreadPool(writers.size());
    try {
      for (Future<Boolean> each : threads.invokeAll(writers)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns the number of calls. */
  long calls() {
    return history.calls();
  }

  /** Returns the number of requests that met a fault. */
  int faults() {
    return faults.get();
  }

  /** Returns the whole history, for people. */
  String trace() {
    return history.trace();
  }

  @Override
  public void close() {
    writers.forEach(Writer::close);
    place.close();
  }
}

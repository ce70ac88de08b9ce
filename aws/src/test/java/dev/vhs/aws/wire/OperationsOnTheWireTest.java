package dev.vhs.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.vhs.Result;
import dev.vhs.Variant;
import dev.vhs.aws.wire.WireSubject.Size;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * "A proxy that applies a request and then drops or delays the answer, or answers 500 after
 * applying it …, for each operation of section 2 and both variants, with SDK retries on."
 *
 * <p>Each operation runs once without faults, which shows its requests; then once for each request
 * and each fault, on a new id. Either the fault comes once, and the operation must succeed; or it
 * comes at every repetition of the request, until the operation has failed.
 */
@Timeout(1800)
class OperationsOnTheWireTest {
  /** The number of cases of each variant under way at once: half of the time they wait. */
  private static final int LANES = 3;

  private static final List<String> COMMITS =
      List.of("CompleteMultipartUpload", "PutItem", "TransactWriteItems", "UpdateItem");

  /** The share of faults in a default run: one in this number. */
  private static final int SAMPLE_SHARE = 8;

  private static final Map<Variant, EmulatedPlace> places = new EnumMap<>(Variant.class);
  private static final Map<Variant, LanePool> pools = new EnumMap<>(Variant.class);
  private static final ExecutorService threads = Executors.newFixedThreadPool(2 * LANES);
  private static final Cases SAMPLE = new Cases(OperationsOnTheWireTest::isSampled);
  private static final Cases ALL = new Cases(one -> true);
  private static final AtomicInteger ids = new AtomicInteger();
  private static final Map<WireCase.Outcome, Long> outcomes = new EnumMap<>(WireCase.Outcome.class);

  @BeforeAll
  static void open() {
    for (Variant variant : Variant.values()) {
      EmulatedPlace place = new EmulatedPlace(variant);
      places.put(variant, place);
      pools.put(variant, new LanePool(place, LANES));
    }
  }

  @AfterAll
  static void close() {
    threads.shutdownNow();
    pools.values().forEach(LanePool::close);
    places.values().forEach(EmulatedPlace::close);
    System.out.println("operations on the wire: " + outcomes);
  }

  static Stream<Arguments> operations() {
    return subjects().stream()
        .map(each -> Arguments.of(each.operation(), each.variant(), each.size()));
  }

  private static List<Subject> subjects() {
    List<Subject> all = new ArrayList<>();
    for (WireOperation operation : WireOperation.values()) {
      for (Variant variant : Variant.values()) {
        for (Size size : Size.values()) {
          if (operation.isOf(variant) && operation.isOf(size)) {
            all.add(new Subject(operation, variant, size));
          }
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void someFaultsOfEachRequestDoNoHarm(WireOperation operation, Variant variant, Size size) {
    SAMPLE.check(new Subject(operation, variant, size));
  }

  /**
   * Returns whether a case is in the sample, which is the same in each run: it has all single
   * faults of commits whose values are objects.
   */
  private static boolean isSampled(WireCase one) {
    int number = one.toString().hashCode();
    boolean commits = COMMITS.contains(one.request()) && one.size() != Size.INLINE;
    return Math.floorMod(number, SAMPLE_SHARE) == 0 || (commits && !one.lasting());
  }

  @Tag("attack")
  @ParameterizedTest
  @MethodSource("operations")
  void noFaultOfAnyRequestDoesHarm(WireOperation operation, Variant variant, Size size) {
    ALL.check(new Subject(operation, variant, size));
  }

  /** Returns all cases of an operation. */
  private static List<WireCase> cases(WireOperation operation, Variant variant, Size size) {
    List<WireCase> all = new ArrayList<>();
    requests(operation, variant, size)
        .forEach(
            (request, times) -> {
              for (int nth = 1; nth <= times; nth++) {
                for (WireTrouble trouble : WireTrouble.values()) {
                  if (trouble.concerns(request)) {
                    all.add(new WireCase(operation, size, request, nth, trouble, false));
                    all.add(new WireCase(operation, size, request, nth, trouble, true));
                  }
                }
              }
            });
    return all;
  }

  /** Returns the requests that an operation makes if nothing goes wrong, with their numbers. */
  private static Map<String, Integer> requests(
      WireOperation operation, Variant variant, Size size) {
    return pools
        .get(variant)
        .lend(
            stores -> {
              List<WireSubject> subjects = operation.subjects(stores.sound(), freshId(), size);
              stores.log().clear();
              operation.run(stores.patient(), subjects).forEach(Result::get);
              Map<String, Integer> requests = new TreeMap<>();
              stores.log().operations().forEach(name -> requests.merge(name, 1, Integer::sum));
              assertThat(requests).as("requests of %s", operation).isNotEmpty();
              return requests;
            });
  }

  private static String freshId() {
    return String.format(Locale.ROOT, "id-%05d", ids.incrementAndGet());
  }

  /** An operation with its variant and the size of its values. */
  private record Subject(WireOperation operation, Variant variant, Size size) {}

  /** A case that has begun. */
  private record Begun(WireCase what, Future<WireCase.Outcome> end) {}

  /**
   * The cases of all operations. The first check begins all of them, because most of their time
   * they wait.
   */
  private static final class Cases {
    private final Predicate<WireCase> wanted;
    private final Map<Subject, Future<List<Begun>>> begun = new ConcurrentHashMap<>();

    Cases(Predicate<WireCase> wanted) {
      this.wanted = wanted;
    }

    private Future<List<Begun>> begin(Subject subject) {
      return threads.submit(
          () ->
              cases(subject.operation(), subject.variant(), subject.size()).stream()
                  .filter(wanted)
                  .map(one -> new Begun(one, threads.submit(() -> run(subject.variant(), one))))
                  .toList());
    }

    void check(Subject subject) {
      if (begun.isEmpty()) {
        subjects().forEach(each -> begun.put(each, begin(each)));
      }
      List<Executable> checks = new ArrayList<>();
      for (Begun one : ended(begun.get(subject), subject)) {
        checks.add(() -> outcomes.merge(ended(one.end(), one.what()), 1L, Long::sum));
      }
      assertAll(checks);
    }
  }

  private static WireCase.Outcome run(Variant variant, WireCase one) {
    return pools.get(variant).lend(stores -> one.run(places.get(variant), stores, freshId()));
  }

  private static <R> R ended(Future<R> running, Object what) {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new AssertionError(what + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }
}

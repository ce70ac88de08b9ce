package dev.vhs.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.aws.sdk.Repetitions;
import dev.vhs.aws.wire.WireSubject.Size;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.testkit.emulators.WireFault;
import dev.vhs.testkit.emulators.WireScript;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The number of requests that one call sends to a service in trouble, with default settings. Time
 * passes only while the call waits, so that numbers are exact.
 */
@Timeout(600)
class StormsOnTheWireTest {
  private static final String ID = "id";
  private static final List<String> COMMITS =
      List.of("PutItem", "TransactWriteItems", "UpdateItem");

  /** The attempts of one request by the SDK. */
  private static final int ATTEMPTS = 5;

  private static final Duration CALL_TIMEOUT = new StoreSettings().callTimeout();

  private final WireScript script = new WireScript();
  private final AtomicLong nanos = new AtomicLong();
  private WireLane lane;
  private EmulatedPlace place;
  private StoreEngine engine;

  private VersionedStore<String> open(Variant variant) {
    place = new EmulatedPlace(variant);
    lane = new WireLane(script);
    Environment machine = Environment.system();
    engine =
        new StoreEngine(
            place.backend(lane, new Repetitions(nanos::get, this::pass)),
            new StoreSettings(),
            new Environment(
                nanos::get, this::pass, new Random(1), machine.writeIds(), machine.tasks()),
            Rules.SOUND);
    engine.create();
    VersionedStore<String> store = engine.typed(Codec.text());
    store.init(ID, "zero");
    lane.log().clear();
    nanos.set(0);
    return store;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @AfterEach
  void close() {
    engine.close();
    lane.close();
    place.close();
  }

  private long sent(List<String> operations) {
    return lane.log().operations().stream().filter(operations::contains).count();
  }

  private void always(List<String> operations, WireTrouble trouble) {
    operations.forEach(operation -> script.always(operation, trouble.fault(operation)));
  }

  @ParameterizedTest
  @EnumSource
  void aThrottledTableGetsFewRequests(Variant variant) {
    VersionedStore<String> store = open(variant);
    always(COMMITS, WireTrouble.THROTTLED);
    assertThatThrownBy(() -> store.putLatest(ID, "one")).isInstanceOf(StoreUnavailable.class);
    // One turn at once, and four in the 20 seconds for which a write without effect is repeated.
    assertThat(sent(COMMITS)).isEqualTo(ATTEMPTS + 1 + 4);
    assertThat(Duration.ofNanos(nanos.get())).isLessThanOrEqualTo(CALL_TIMEOUT);
    assertThat(place.versions(ID)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "MULTI, FAILED_AFTERWARDS",
    "SINGLE, FAILED_AFTERWARDS",
    "MULTI, LOST_ANSWER",
    "SINGLE, LOST_ANSWER",
    "SINGLE, LOST_REQUEST"
  })
  void aTableThatGivesNoAnswerGetsFewRequests(Variant variant, WireTrouble trouble) {
    VersionedStore<String> store = open(variant);
    always(COMMITS, trouble);
    assertThatThrownBy(() -> store.putLatest(ID, "one")).isInstanceOf(CommitOutcomeUnknown.class);
    // One turn at once, and then one every five seconds of 30.
    assertThat(sent(COMMITS)).isEqualTo(ATTEMPTS + 1 + 5);
    assertThat(Duration.ofNanos(nanos.get())).isEqualTo(CALL_TIMEOUT);
    List<VersionInfo> versions = place.versions(ID);
    assertThat(versions.get(versions.size() - 1).version())
        .isEqualTo(trouble.isNeverApplied() ? 0 : 1);
  }

  /** Lets a table recover after each number of requests. */
  @ParameterizedTest
  @CsvSource({"4", "5", "6", "7", "9"})
  void aWriteIsDoneOnceWhenTheTableIsWellAgain(int failures) {
    VersionedStore<String> store = open(Variant.MULTI);
    script.next(
        "PutItem",
        Collections.nCopies(failures, WireTrouble.FAILED_AFTERWARDS.fault("PutItem"))
            .toArray(WireFault[]::new));
    VersionInfo one = store.putLatest(ID, "one");
    assertThat(one.version()).isEqualTo(1);
    assertThat(sent(COMMITS)).isEqualTo(failures + 1);
    assertThat(place.versions(ID)).hasSize(2).endsWith(one);
    lane.log().clear();
    nanos.set(0);
    store.putLatest(ID, "two");
    assertThat(sent(COMMITS)).isOne();
    assertThat(nanos.get()).as("nothing is left of the trouble").isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = WireTrouble.class,
      names = {"THROTTLED", "FAILED_AFTERWARDS", "LOST_ANSWER"})
  void aBucketInTroubleGetsFewUploads(WireTrouble trouble) {
    VersionedStore<String> store = open(Variant.MULTI);
    List<String> uploads = List.of("PutObject");
    always(uploads, trouble);
    String large = new WireSubject(ID, Size.LARGE, List.of()).text("one");
    assertThatThrownBy(() -> store.putLatest(ID, large)).isInstanceOf(StoreUnavailable.class);
    assertThat(sent(uploads)).isEqualTo(ATTEMPTS + 1 + 4);
    assertThat(place.versions(ID)).hasSize(1);
    assertThat(place.keys(ID + "/")).isEmpty();
  }

  /** Tries trouble of one kind of requests: reads that are answered free no turns for writes. */
  @ParameterizedTest
  @EnumSource
  void eachOfManyCallsInTurnSendsFewRequests(Variant variant) {
    VersionedStore<String> store = open(variant);
    always(COMMITS, WireTrouble.FAILED_AFTERWARDS);
    Map<String, String> values = Map.of("a", "1", "b", "2", "c", "3");
    for (String id : values.keySet()) {
      assertThatThrownBy(() -> store.putLatest(id, values.get(id)))
          .isInstanceOf(CommitOutcomeUnknown.class);
    }
    assertThat(sent(COMMITS)).isLessThanOrEqualTo(3 * 12);
  }
}

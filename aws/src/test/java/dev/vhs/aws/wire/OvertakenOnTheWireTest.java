package dev.vhs.aws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vhs.Codec;
import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.HigherVersionExists;
import dev.vhs.Location;
import dev.vhs.RetentionPolicy;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.aws.dynamo.DynamoForeignWriter;
import dev.vhs.aws.wire.WireSubject.Size;
import dev.vhs.spi.Row;
import dev.vhs.testkit.emulators.WireFault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The writes of others between a write whose answer is lost and its repetition. */
@Timeout(300)
class OvertakenOnTheWireTest {
  /** The number of writes that a row remembers in addition to its own. */
  private static final int REMEMBERED = 15;

  /**
   * The operations that are tried at the limit of the row's memory, one of them on an id without
   * versions.
   */
  private static final Set<WireOperation> AT_THE_LIMIT =
      EnumSet.of(WireOperation.INIT, WireOperation.UPDATE, WireOperation.DELETE);

  private static final Map<Variant, EmulatedPlace> places = new EnumMap<>(Variant.class);
  private static final Map<Variant, WireStores> lanes = new EnumMap<>(Variant.class);
  private static final AtomicInteger ids = new AtomicInteger();

  private final String id = "id-" + ids.incrementAndGet();
  private EmulatedPlace place;
  private WireStores stores;

  private void use(Variant variant) {
    place = places.computeIfAbsent(variant, EmulatedPlace::new);
    stores = lanes.computeIfAbsent(variant, any -> new WireStores(place));
  }

  @AfterEach
  void clear() {
    stores.script().clear();
  }

  @AfterAll
  static void close() {
    lanes.values().forEach(WireStores::close);
    places.values().forEach(EmulatedPlace::close);
  }

  private VersionedStore<String> rival() {
    return stores.sound().store(Codec.text());
  }

  private VersionedStore<String> store() {
    return stores.patient().typed(Codec.text());
  }

  private void rivalWrites(int times) {
    for (int i = 0; i < times; i++) {
      rival().putLatest(id, large("rival " + i));
    }
  }

  private static String large(String word) {
    return word + ".".repeat(5_000);
  }

  private String commitOf(WireOperation operation) {
    return operation.prior(place.variant()) == WireSubject.Prior.NONE ? "PutItem" : "UpdateItem";
  }

  static List<Arguments> singleVersionWrites() {
    List<Arguments> all = new ArrayList<>();
    for (WireOperation operation : WireOperation.values()) {
      if (!operation.isRetirement() && operation != WireOperation.PUT_ALL) {
        all.add(Arguments.of(operation, 1));
        if (AT_THE_LIMIT.contains(operation)) {
          all.add(Arguments.of(operation, REMEMBERED));
        }
      }
    }
    return all;
  }

  /** "a write overwritten at once is still recognised": as far as the row's memory reaches. */
  @ParameterizedTest
  @MethodSource("singleVersionWrites")
  void aWriteThatWasOverwrittenBeforeItsRepetitionIsRecognised(
      WireOperation operation, int rivals) {
    use(Variant.SINGLE);
    List<WireSubject> subjects = operation.subjects(stores.sound(), id, Size.LARGE);
    String commit = commitOf(operation);
    stores
        .script()
        .next(commit, WireFault.loseAnswer())
        .before(commit, () -> rivalWrites(rivals), WireFault.none());
    VersionInfo info = operation.run(stores.patient(), subjects).get(0).get();
    assertThat(stores.script().isUsedUp()).isTrue();
    assertThat(info.version())
        .isEqualTo(subjects.get(0).acknowledged().isEmpty() ? 0 : operation.version());
    assertThat(rival().info(id).version()).as("built on it").isEqualTo(info.version() + rivals);
    assertThat(rival().getLatest(id).value()).isEqualTo(large("rival " + (rivals - 1)));
    assertOnlyNamedObjects();
  }

  /** "Else the caller gets CommitOutcomeUnknown." */
  @ParameterizedTest
  @EnumSource(
      names = {"INIT", "PUT_LATEST", "REPLACE", "UPDATE", "UPDATE_METADATA", "DELETE", "RESTORE"})
  void aWriteThatTheRowHasForgottenIsUnknown(WireOperation operation) {
    use(Variant.SINGLE);
    List<WireSubject> subjects = operation.subjects(stores.sound(), id, Size.LARGE);
    String commit = commitOf(operation);
    stores
        .script()
        .next(commit, WireFault.loseAnswer())
        .before(commit, () -> rivalWrites(REMEMBERED + 1), WireFault.none());
    assertThat(operation.run(stores.patient(), subjects).get(0).failure())
        .containsInstanceOf(CommitOutcomeUnknown.class);
    assertThat(rival().getLatest(id).value()).isEqualTo(large("rival " + REMEMBERED));
    VersionInfo next = store().putLatest(id, "next");
    assertThat(rival().info(id)).as("it goes on working").isEqualTo(next);
  }

  /**
   * "'not among them' is definite only if the list reaches back to the row that we started from."
   */
  @ParameterizedTest
  @ValueSource(ints = {1, REMEMBERED})
  void aWriteThatNeverArrivedIsBeatenAsFarAsTheRowRemembers(int rivals) {
    use(Variant.SINGLE);
    VersionInfo read = rival().init(id, large("zero"));
    stores
        .script()
        .next("UpdateItem", WireFault.loseRequest())
        .before("UpdateItem", () -> rivalWrites(rivals), WireFault.none());
    assertThatThrownBy(() -> store().replace(read, large("mine")))
        .isInstanceOf(HigherVersionExists.class);
    assertThat(rival().getLatest(id).value()).isEqualTo(large("rival " + (rivals - 1)));
    assertOnlyNamedObjects();
  }

  @Test
  void aWriteThatNeverArrivedIsUnknownWhereTheRowDoesNotRemember() {
    use(Variant.SINGLE);
    VersionInfo read = rival().init(id, large("zero"));
    stores
        .script()
        .next("UpdateItem", WireFault.loseRequest())
        .before("UpdateItem", () -> rivalWrites(REMEMBERED + 1), WireFault.none());
    CommitOutcomeUnknown unknown =
        catchThrowableOfType(
            CommitOutcomeUnknown.class, () -> store().replace(read, large("mine")));
    assertThat(place.keys(id + "/")).as("kept").contains(id + "/" + unknown.writeId());
  }

  /** Puts the whole row by another program, which erases its memory. */
  @Test
  void aWriteThatAForeignPutOverwroteIsUnknown() {
    use(Variant.SINGLE);
    VersionInfo read = rival().init(id, large("zero"));
    Location theirs = rival().init(id + "-their", large("theirs")).location().orElseThrow();
    DynamoForeignWriter foreign =
        new DynamoForeignWriter(place.dynamoDb(), place.table(), Variant.SINGLE);
    stores
        .script()
        .next("UpdateItem", WireFault.loseAnswer())
        .before("UpdateItem", () -> foreign.put(id, 2, theirs), WireFault.none());
    assertThatThrownBy(() -> store().replace(read, large("mine")))
        .isInstanceOf(CommitOutcomeUnknown.class);
  }

  /**
   * Repeats a restore whose checked row was pruned after the answer was lost: by the SDK, with the
   * token of its first try, or by the engine, with another token.
   */
  @ParameterizedTest
  @CsvSource({"1, false", "5, false", "1, true", "5, true"})
  void aRestoreWhoseRowWasPrunedIsDone(int attemptsLost, boolean overtaken) {
    use(Variant.MULTI);
    rival().init(id, large("zero"));
    rival().putLatest(id, large("one"));
    Runnable meanwhile =
        () -> {
          if (overtaken) {
            rival().putLatest(id, large("three"));
          }
          assertThat(rival().prune(id, RetentionPolicy.newest(1)).versions())
              .isEqualTo(overtaken ? 3 : 2);
        };
    List<WireFault> lost =
        new ArrayList<>(Collections.nCopies(attemptsLost, WireFault.loseRequest()));
    lost.set(0, WireFault.loseAnswer());
    stores
        .script()
        .next("TransactWriteItems", lost.toArray(WireFault[]::new))
        .before("TransactWriteItems", meanwhile, WireFault.none());
    VersionInfo restored = store().restore(id, 0);
    assertThat(stores.script().isUsedUp()).isTrue();
    assertThat(restored.version()).isEqualTo(2);
    assertThat(rival().getLatest(id).value()).isEqualTo(large(overtaken ? "three" : "zero"));
    assertThat(rival().info(id).version()).isEqualTo(overtaken ? 3 : 2);
    assertOnlyNamedObjects();
  }

  private void assertOnlyNamedObjects() {
    Set<String> named = new TreeSet<>();
    for (Row row : place.rows(id)) {
      if (row.payload() != null) {
        named.add(row.payload().key());
      }
    }
    assertThat(place.keys(id + "/")).isEqualTo(named);
  }
}

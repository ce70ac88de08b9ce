package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vhs.Codec;
import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.HigherVersionExists;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreUnavailable;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.internal.StoreEngine;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.faults.Fault;
import dev.vhs.testkit.faults.FaultScript;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Exactly once. Networks lose answers, and SDKs retry." */
abstract class EngineFaultLaws extends EngineLaws {
  private final FaultScript script = new FaultScript();

  EngineFaultLaws(EngineContract contract) {
    super(contract);
  }

  private record Troubled(Faulty network, StoreEngine engine, VersionedStore<String> store) {}

  /** Returns a store behind a bad network, bound to its identity while it was still good. */
  private Troubled troubled(Variant variant) {
    Faulty network = faulty(variant, script);
    StoreEngine engine = patient(network.backend(), 0, 1);
    VersionedStore<String> store = engine.typed(Codec.text());
    store.putLatest("bound", "");
    return new Troubled(network, engine, store);
  }

  private void happened(Variant variant, StoreEngine engine) {
    assertThat(script.isUsedUp()).as("all that was to happen did").isTrue();
    engine.close();
    noOrphansAndNothingDangling(variant);
  }

  /**
   * Returns every operation that commits, upon version 0 with value "zero", which each makes
   * version 1.
   */
  private static Map<String, Function<VersionedStore<String>, VersionInfo>> writes(
      Variant variant) {
    Map<String, Function<VersionedStore<String>, VersionInfo>> writes = new LinkedHashMap<>();
    writes.put("put", store -> store.put(ID, 1, "one"));
    writes.put("put with a gap", store -> store.put(ID, 5, "five"));
    writes.put("putLatest", store -> store.putLatest(ID, "one"));
    writes.put("replace", store -> store.replace(store.getLatest(ID), "one"));
    writes.put("update", store -> store.update(ID, before -> before + "!"));
    writes.put("upsert", store -> store.upsert(ID, "unused", before -> before + "!"));
    writes.put("updateMetadata", store -> store.updateMetadata(ID, before -> Map.of("a", "b")));
    writes.put("delete", store -> store.delete(ID));
    if (variant == Variant.MULTI) {
      writes.put("restore", store -> store.restore(ID, 0));
    }
    return writes;
  }

  /** "ours means committed": whatever happened to the first tries, a write is made exactly once. */
  @ParameterizedTest
  @CsvSource({
    "MULTI, LOSE_ANSWER", "MULTI, DELAY", "MULTI, REPEAT", "MULTI, FAIL",
    "SINGLE, LOSE_ANSWER", "SINGLE, DELAY", "SINGLE, REPEAT", "SINGLE, FAIL"
  })
  void everyWriteIsMadeExactlyOnce(Variant variant, Fault fault) {
    Troubled troubled = troubled(variant);
    VersionedStore<String> store = troubled.store();
    script.next("commit", fault, fault);
    assertThat(store.init("new", "zero").version()).isZero();
    assertThat(store.getLatest("new").value()).isEqualTo("zero");
    writes(variant)
        .forEach(
            (name, write) -> {
              store.purgeAndForget(forgettable(store));
              store.init(ID, "zero");
              script.next("commit", fault, fault);
              VersionInfo info = write.apply(store);
              long version = name.equals("put with a gap") ? 5 : 1;
              assertThat(info.version()).as(name).isEqualTo(version);
              troubled.network().letArrive();
              assertThat(store.history(ID)).first().as(name).isEqualTo(info);
              assertThat(store.putLatest(ID, "next").version()).as(name).isEqualTo(version + 1);
            });
    happened(variant, troubled.engine());
  }

  private static String forgettable(VersionedStore<String> store) {
    if (!store.history(ID, Long.MAX_VALUE).findAny().isPresent()) {
      store.init(ID, "");
    }
    return ID;
  }

  /** "a write that was overwritten at once is still recognised as done". */
  @EachVariant
  void aWriteThatWasOverwrittenAtOnceIsRecognised(Variant variant) {
    Troubled troubled = troubled(variant);
    VersionedStore<String> rival = tidy(variant).store(Codec.text());
    rival.init(ID, "zero");
    script
        .next("commit", Fault.LOSE_ANSWER)
        .before("commit", () -> rival.update(ID, before -> before + " rival"));
    VersionInfo info = troubled.store().update(ID, before -> before + " mine");
    assertThat(info.version()).isEqualTo(1);
    assertThat(rival.getLatest(ID).value()).isEqualTo("zero mine rival");
    happened(variant, troubled.engine());
  }

  /** A first try that never arrived is beaten for good by the write that took its slot. */
  @EachVariant
  void aWriteThatNeverArrivedIsBeaten(Variant variant) {
    Troubled troubled = troubled(variant);
    VersionedStore<String> rival = tidy(variant).store(Codec.text());
    rival.init(ID, "zero");
    Versioned<String> read = troubled.store().getLatest(ID);
    script.next("commit", Fault.FAIL).before("commit", () -> rival.putLatest(ID, "the rival's"));
    fails(HigherVersionExists.class, ID, () -> troubled.store().replace(read, "mine"));
    assertThat(rival.getLatest(ID).value()).isEqualTo("the rival's");
    happened(variant, troubled.engine());
  }

  /** "A conflict is definite once another row has the slot": a delayed try can't win any more. */
  @EachVariant
  void aDelayedTryDoesNotWinAfterItsWriterWasBeaten(Variant variant) {
    Troubled troubled = troubled(variant);
    VersionedStore<String> rival = tidy(variant).store(Codec.text());
    script.next("commit", Fault.DELAY).before("commit", () -> rival.init(ID, "the rival's"));
    fails(VersionAlreadyExists.class, ID, () -> troubled.store().init(ID, "mine"));
    assertThat(troubled.network().letArrive()).isPositive();
    assertThat(rival.getLatest(ID).value()).isEqualTo("the rival's");
    assertThat(rival.info(ID).version()).isZero();
    happened(variant, troubled.engine());
  }

  /**
   * "Absence proves nothing": a delayed try arrives after the same write was made by its
   * repetition.
   */
  @EachVariant
  void aDelayedTryArrivesAfterItsRepetition(Variant variant) {
    Troubled troubled = troubled(variant);
    VersionedStore<String> store = troubled.store();
    store.init(ID, "zero");
    script.next("commit", Fault.DELAY);
    assertThat(store.putLatest(ID, "one").version()).isEqualTo(1);
    assertThat(store.putLatest(ID, "two").version()).isEqualTo(2);
    assertThat(troubled.network().letArrive()).isPositive();
    assertThat(store.getLatest(ID).value()).isEqualTo("two");
    assertThat(store.info(ID).version()).isEqualTo(2);
    happened(variant, troubled.engine());
  }

  /** "On an unknown outcome it must not delete; the exception's type says which it is." */
  @EachVariant
  void anUnknownOutcomeKeepsTheObject(Variant variant) {
    Troubled troubled = troubled(variant);
    script.always("commit", Fault.DELAY);
    CommitOutcomeUnknown unknown =
        fails(CommitOutcomeUnknown.class, ID, () -> troubled.store().init(ID, "mine"));
    script.clear();
    assertThat(unknown.isRetryable()).isFalse();
    assertThat(unknown.version()).hasValue(0);
    assertThat(troubled.store().exists(ID)).isFalse();
    assertThat(objects(variant)).anyMatch(key -> key.endsWith("/" + unknown.writeId()));
    assertThat(troubled.network().letArrive()).isPositive();
    Versioned<String> late = troubled.store().getLatest(ID);
    assertThat(late.value()).isEqualTo("mine");
    assertThat(late.info().writeId()).contains(unknown.writeId());
    happened(variant, troubled.engine());
  }

  /** The object of an unknown write that was never made is the sweep's, after the grace period. */
  @EachVariant
  void theObjectOfAnUnknownWriteIsSwept(Variant variant) {
    Troubled troubled = troubled(variant);
    script.always("commit", Fault.DELAY);
    fails(CommitOutcomeUnknown.class, ID, () -> troubled.store().init(ID, "mine"));
    script.clear();
    SweepOptions options = SweepOptions.DEFAULT.maxDelete(10);
    assertThat(troubled.engine().maintenance().gc(options).deleted())
        .as("while it is young")
        .isZero();
    passGrace();
    assertThat(troubled.engine().maintenance().gc(options).deleted()).isEqualTo(1);
    troubled.network().letArrive();
    assertThat(troubled.store().exists(ID)).as("a commit after its time").isFalse();
    happened(variant, troubled.engine());
  }

  /** "unavailable (throttled, timed out, nothing written)": and nothing left behind. */
  @EachVariant
  void whatWasNotWrittenLeavesNothing(Variant variant) {
    Troubled troubled = troubled(variant);
    VersionedStore<String> store = troubled.store();
    store.init(ID, "zero");
    for (String method : new String[] {"commit", "put", "newest"}) {
      script.always(method, Fault.FAIL);
      assertThatThrownBy(() -> store.putLatest(ID, "mine"))
          .isInstanceOfSatisfying(
              StoreUnavailable.class, failure -> assertThat(failure.isRetryable()).isTrue());
      script.clear();
      assertThat(store.info(ID).version()).isZero();
      assertThat(store.getLatest(ID).value()).isEqualTo("zero");
    }
    happened(variant, troubled.engine());
  }

  /** An upload whose answer is lost, or that arrives twice or late, is one object. */
  @ParameterizedTest
  @CsvSource({
    "MULTI, LOSE_ANSWER",
    "MULTI, DELAY",
    "MULTI, REPEAT",
    "MULTI, FAIL",
    "SINGLE, LOSE_ANSWER",
    "SINGLE, REPEAT"
  })
  void anUploadIsRepeated(Variant variant, Fault fault) {
    Troubled troubled = troubled(variant);
    VersionedStore<String> store = troubled.store();
    script.next("put", fault);
    store.init(ID, "zero");
    troubled.network().letArrive();
    assertThat(store.getLatest(ID).value()).isEqualTo("zero");
    happened(variant, troubled.engine());
  }

  /** A reclaim that fails is no failure of the write; what it leaves is the sweep's. */
  @Test
  void aReclaimThatFailsIsLeftToTheSweep() {
    Troubled troubled = troubled(Variant.SINGLE);
    VersionedStore<String> store = troubled.store();
    store.init(ID, "zero");
    script.always("delete", Fault.FAIL);
    VersionInfo one = store.putLatest(ID, "one");
    troubled.engine().close();
    script.clear();
    assertThat(objects(Variant.SINGLE)).hasSize(3).contains(key(one));
    passGrace();
    Vhs sweeper = open(Variant.SINGLE);
    assertThat(sweeper.maintenance().gc(SweepOptions.DEFAULT.maxDelete(5)).deleted()).isEqualTo(1);
    noOrphansAndNothingDangling(Variant.SINGLE);
    assertThat(sweeper.store(Codec.text()).getLatest(ID).value()).isEqualTo("one");
  }

  /** A prune and a purge go on where answers to a retirement are lost. */
  @ParameterizedTest
  @CsvSource({"LOSE_ANSWER", "FAIL", "REPEAT"})
  void retirementsAreRepeated(Fault fault) {
    Troubled troubled = troubled(Variant.MULTI);
    VersionedStore<String> store = troubled.store();
    for (int i = 0; i < 4; i++) {
      store.putLatest(ID, "value " + i);
    }
    script.next("retire", fault, fault);
    store.prune(ID, RetentionPolicy.newest(2));
    assertThat(store.history(ID)).extracting(VersionInfo::version).containsExactly(3L, 2L);
    noOrphansAndNothingDangling(Variant.MULTI);
    script.next("retire", fault, fault);
    store.purge(ID);
    assertThat(objects(Variant.MULTI)).hasSize(1);
    assertThat(store.exists(ID)).isFalse();
    happened(Variant.MULTI, troubled.engine());
  }

  /** A prune or purge that breaks off says that objects may be left, and who takes them. */
  @Test
  void aRetirementThatBreaksOffTellsWhatMayBeLeft() {
    Troubled troubled = troubled(Variant.MULTI);
    VersionedStore<String> store = troubled.store();
    VersionInfo zero = store.init(ID, "zero");
    store.putLatest(ID, "one");
    script.always("delete", Fault.FAIL);
    assertThatThrownBy(() -> store.prune(ID, RetentionPolicy.newest(1)))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("Try again, to remove the versions")
        .hasMessageContaining("deleted by the sweep");
    script.clear();
    assertThat(store.prune(ID, RetentionPolicy.newest(1)).objects())
        .as("what nobody knows of now")
        .isZero();
    assertThat(objects(Variant.MULTI)).contains(key(zero));
    passGrace();
    SweepOptions options = SweepOptions.DEFAULT.maxDelete(5);
    assertThat(troubled.engine().maintenance().gc(options).deleted()).isEqualTo(1);
    happened(Variant.MULTI, troubled.engine());
  }

  /** A read that fails says so, and may be tried again. */
  @EachVariant
  void aReadThatFailsMayBeTriedAgain(Variant variant) {
    Troubled troubled = troubled(variant);
    VersionedStore<String> store = troubled.store();
    store.init(ID, "zero");
    for (String method : new String[] {"newest", "open"}) {
      script.next(method, Fault.FAIL);
      Throwable failed = catchThrowable(() -> store.getLatest(ID));
      if (failed != null) {
        assertThat(failed).isInstanceOf(StoreUnavailable.class);
      }
      assertThat(store.getLatest(ID).value()).isEqualTo("zero");
    }
    happened(variant, troubled.engine());
  }

  /** A store object whose reading breaks off says nothing of the store. */
  @EachVariant
  void anIdentityWhoseReadingBreaksOffIsNoMismatch(Variant variant) {
    texts(variant).init(ID, "zero");
    Backend sound = freshBackend(variant);
    Backend breaking =
        new Backend(
            sound.index(), new OnceUnreadable(sound.objects()), sound.prefix(), sound.name());
    VersionedStore<String> store = patient(breaking, 4096, 1).typed(Codec.text());
    assertThatThrownBy(() -> store.putLatest(ID, "mine")).isInstanceOf(StoreUnavailable.class);
    assertThat(store.putLatest(ID, "mine").version()).isEqualTo(1);
  }

  /** The first write of all creates the store; its answers may be lost as well. */
  @ParameterizedTest
  @CsvSource({
    "MULTI, LOSE_ANSWER",
    "MULTI, DELAY",
    "MULTI, REPEAT",
    "MULTI, FAIL",
    "SINGLE, LOSE_ANSWER",
    "SINGLE, REPEAT"
  })
  void theStoreIsCreatedOnce(Variant variant, Fault fault) {
    Faulty network = faulty(variant, script);
    StoreEngine engine = patient(network.backend(), 4096, 1);
    VersionedStore<String> store = engine.typed(Codec.text());
    script.next("commit", fault).next("put", fault);
    VersionInfo written = null;
    for (int tries = 0; written == null; tries++) {
      try {
        written = store.init(ID, "zero");
      } catch (StoreUnavailable again) {
        assertThat(tries).isLessThan(5);
      }
    }
    network.letArrive();
    assertThat(open(variant).create()).isEqualTo(engine.maintenance().describe());
    assertThat(texts(variant).getLatest(ID).value()).isEqualTo("zero");
    happened(variant, engine);
  }
}

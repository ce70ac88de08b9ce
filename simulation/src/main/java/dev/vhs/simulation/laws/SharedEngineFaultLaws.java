package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.CommitOutcomeUnknown;
import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.internal.StoreEngine;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.contract.ForeignWriter;
import dev.vhs.testkit.contract.ScalaClient;
import dev.vhs.testkit.faults.Fault;
import dev.vhs.testkit.faults.FaultScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The laws of answers that are lost while the Scala client writes, and rows that it puts into gaps.
 */
abstract class SharedEngineFaultLaws extends EngineLaws {
  private final FaultScript script = new FaultScript();

  SharedEngineFaultLaws(SharedEngineContract contract) {
    super(contract);
  }

  private record Troubled(Faulty network, StoreEngine engine, VersionedStore<String> store) {}

  /** Returns a shared store behind a bad network, found out while that was still good. */
  private Troubled troubled(Variant variant) {
    Faulty network = faulty(variant, script);
    StoreEngine engine = patientlyShared(network.backend());
    VersionedStore<String> store = engine.typed(Codec.text());
    store.putLatest("bound", "");
    return new Troubled(network, engine, store);
  }

  /**
   * A gap stays open where the Scala client shares the store, so that the row in the way of a write
   * may stand below the newest one, and the version after it be free.
   */
  @Test
  void anUpdateThatMeetsARowInAGapGoesOnFromTheNewest() {
    VersionedStore<String> store = sharedTexts(Variant.MULTI);
    VersionedStore<String> other = sharedTexts(Variant.MULTI);
    Location zero = store.init(ID, "zero").location().orElseThrow();
    ForeignWriter foreign = table(Variant.MULTI);
    List<String> bases = new ArrayList<>();
    VersionInfo info =
        store.update(
            ID,
            base -> {
              if (bases.isEmpty()) {
                other.put(ID, 3, "three");
                foreign.put(ID, 1, zero);
              }
              bases.add(base);
              return base + "!";
            });
    assertThat(bases).containsExactly("zero", "three");
    assertThat(info.version()).isEqualTo(4);
    assertThat(store.getLatest(ID).value()).isEqualTo("three!");
  }

  /**
   * Returns every operation that commits, upon version 0 with value "zero", which each makes
   * version 1.
   */
  private static Map<String, BiFunction<VersionedStore<String>, String, VersionInfo>> writes(
      Variant variant) {
    Map<String, BiFunction<VersionedStore<String>, String, VersionInfo>> writes =
        new LinkedHashMap<>();
    writes.put("put", (store, id) -> store.put(id, 1, "one"));
    writes.put("putLatest", (store, id) -> store.putLatest(id, "one"));
    writes.put("replace", (store, id) -> store.replace(store.getLatest(id), "one"));
    writes.put("update", (store, id) -> store.update(id, before -> before + "!"));
    writes.put(
        "updateMetadata", (store, id) -> store.updateMetadata(id, before -> Map.of("a", "b")));
    if (variant == Variant.MULTI) {
      writes.put("restore", (store, id) -> store.restore(id, 0));
    }
    return writes;
  }

  @ParameterizedTest
  @CsvSource({
    "MULTI, LOSE_ANSWER", "MULTI, DELAY", "MULTI, REPEAT", "MULTI, FAIL",
    "SINGLE, LOSE_ANSWER", "SINGLE, DELAY", "SINGLE, REPEAT", "SINGLE, FAIL"
  })
  void everyWriteIsMadeExactlyOnce(Variant variant, Fault fault) {
    Troubled troubled = troubled(variant);
    VersionedStore<String> store = troubled.store();
    writes(variant)
        .forEach(
            (name, write) -> {
              String id = "for " + name;
              store.init(id, "zero");
              script.next("commit", fault);
              VersionInfo info = write.apply(store, id);
              assertThat(info.version()).as(name).isEqualTo(1);
              troubled.network().letArrive();
              assertThat(store.info(id)).as(name).isEqualTo(info);
              assertThat(scala(variant).putLatest(id, "next")).as(name).isEqualTo(2);
            });
    assertThat(script.isUsedUp()).isTrue();
  }

  /** A version is given once: where another has ours, our earlier try can't have had it. */
  @EachVariant
  void aVersionThatTheScalaClientTookIsGoneOnFrom(Variant variant) {
    Troubled troubled = troubled(variant);
    ScalaClient scala = scala(variant);
    troubled.store().init(ID, "zero");
    script.next("commit", Fault.DELAY);
    script.before("commit", () -> scala.putLatest(ID, "theirs"));
    VersionInfo info = troubled.store().update(ID, before -> before + "+ours");
    assertThat(info.version()).isEqualTo(2);
    troubled.network().letArrive();
    assertThat(scala.getLatest(ID)).isEqualTo("theirs+ours");
    assertThat(troubled.store().info(ID)).isEqualTo(info);
    assertThat(script.isUsedUp()).isTrue();
  }

  /**
   * A write that the Scala client overwrote before we heard of it can't be told from one that never
   * was.
   */
  @Test
  void aWriteThatTheScalaClientErasedIsUnknown() {
    Troubled troubled = troubled(Variant.SINGLE);
    ScalaClient scala = scala(Variant.SINGLE);
    troubled.store().init(ID, "zero");
    script.next("commit", Fault.LOSE_ANSWER);
    script.before("commit", () -> scala.update(ID, before -> before + "+theirs"));
    fails(CommitOutcomeUnknown.class, ID, () -> troubled.store().putLatest(ID, "ours"));
    assertThat(scala.getLatest(ID)).isEqualTo("ours+theirs");
    assertThat(objects(Variant.SINGLE).stream().filter(key -> key.contains(ID)))
        .as("what may be named is kept")
        .hasSize(3);
  }

  /** A list of writes that began again after an erasure says nothing of what was before. */
  @Test
  void aShortListOfWritesProvesNothing() {
    Troubled troubled = troubled(Variant.SINGLE);
    ScalaClient scala = scala(Variant.SINGLE);
    VersionedStore<String> rival = sharedTexts(Variant.SINGLE);
    scala.init(ID, "zero");
    script.next("commit", Fault.LOSE_ANSWER);
    script.before(
        "commit",
        () -> {
          scala.putLatest(ID, "theirs");
          rival.update(ID, before -> before + "+rival");
        });
    fails(CommitOutcomeUnknown.class, ID, () -> troubled.store().putLatest(ID, "ours"));
    assertThat(rival.getLatest(ID).version()).isEqualTo(3);
  }

  /** A list that nobody erased still proves that a write was made. */
  @Test
  void aWriteThatOneOfUsOverwroteIsRecognised() {
    Troubled troubled = troubled(Variant.SINGLE);
    VersionedStore<String> rival = sharedTexts(Variant.SINGLE);
    scala(Variant.SINGLE).init(ID, "zero");
    script.next("commit", Fault.LOSE_ANSWER);
    script.before("commit", () -> rival.update(ID, before -> before + "+rival"));
    assertThat(troubled.store().putLatest(ID, "ours").version()).isEqualTo(1);
    assertThat(rival.getLatest(ID).value()).isEqualTo("ours+rival");
  }
}

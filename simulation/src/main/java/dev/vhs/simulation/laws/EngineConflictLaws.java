package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.DanglingPointer;
import dev.vhs.HigherVersionExists;
import dev.vhs.NoVersionExists;
import dev.vhs.RetentionPolicy;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.faults.Fault;
import dev.vhs.testkit.faults.FaultScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The laws of conflicts at exactly the wrong moment: another process writes right before a request
 * arrives. Each is told or settled, and "the writer deletes its own object".
 */
abstract class EngineConflictLaws extends EngineLaws {
  private final FaultScript script = new FaultScript();

  EngineConflictLaws(EngineContract contract) {
    super(contract);
  }

  /** Returns a store in whose way others come, once it exists. */
  private Vhs troubled(Variant variant) {
    rival(variant).init("exists", "");
    return open(
        builder(faulty(variant, script).backend()).inlineItemBytes(0).reclaimBeforeReturning(true));
  }

  private VersionedStore<String> rival(Variant variant) {
    return tidy(variant).store(Codec.text());
  }

  /** Binds the store to its identity, so that what follows meets no other request. */
  private VersionedStore<String> texts(Vhs vhs) {
    VersionedStore<String> store = vhs.store(Codec.text());
    store.putLatest("bound", "");
    return store;
  }

  private void happened(Variant variant, Vhs vhs) {
    assertThat(script.isUsedUp()).as("all that was to happen did").isTrue();
    vhs.close();
    noOrphansAndNothingDangling(variant);
  }

  @EachVariant
  void initLosesToAnother(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(variant);
    script.before("commit", () -> rival.init(ID, "the rival's"));
    fails(VersionAlreadyExists.class, ID, () -> store.init(ID, "mine"));
    assertThat(store.getLatest(ID).value()).isEqualTo("the rival's");
    happened(variant, vhs);
  }

  @EachVariant
  void putLosesToAnotherOfItsVersion(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(variant);
    rival.init(ID, "zero");
    script.before("commit", () -> rival.put(ID, 3, "the rival's"));
    fails(VersionAlreadyExists.class, ID, () -> store.put(ID, 3, "mine"));
    script.before("commit", () -> rival.put(ID, 9, "the rival's"));
    fails(HigherVersionExists.class, ID, () -> store.put(ID, 7, "mine"));
    assertThat(store.info(ID).version()).isEqualTo(9);
    happened(variant, vhs);
  }

  /** A put goes on where the other's version is lower: "compared with the newest only". */
  @EachVariant
  void putGoesOnAboveAnother(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(variant);
    rival.init(ID, "zero");
    script.before("commit", () -> rival.put(ID, 3, "the rival's"));
    assertThat(store.put(ID, 7, "mine").version()).isEqualTo(7);
    assertThat(store.getLatest(ID).value()).isEqualTo("mine");
    if (variant == Variant.MULTI) {
      assertThat(store.history(ID)).extracting(VersionInfo::version).containsExactly(7L, 3L, 0L);
    }
    happened(variant, vhs);
  }

  /** "a conflict that is retried re-uses" the object. */
  @EachVariant
  void putLatestGoesOnWithTheSameObject(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(variant);
    rival.init(ID, "zero");
    script
        .before("commit", () -> rival.putLatest(ID, "one, the rival's"))
        .before("commit", () -> rival.put(ID, 5, "five, the rival's"));
    List<String> uploads = new ArrayList<>();
    script.before("put", () -> uploads.add("first"));
    VersionInfo info = store.putLatest(ID, "mine");
    assertThat(info.version()).isEqualTo(6);
    assertThat(store.getLatest(ID).value()).isEqualTo("mine");
    assertThat(uploads).hasSize(1);
    assertThat(
            objects(variant).stream()
                .filter(key -> key.contains("/" + info.writeId().orElseThrow())))
        .hasSize(1);
    happened(variant, vhs);
  }

  @EachVariant
  void replaceLosesToAnother(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(variant);
    rival.init(ID, "zero");
    Versioned<String> read = store.getLatest(ID);
    script.before("commit", () -> rival.putLatest(ID, "the rival's"));
    fails(HigherVersionExists.class, ID, () -> store.replace(read, "mine"));
    assertThat(store.getLatest(ID).value()).isEqualTo("the rival's");
    happened(variant, vhs);
  }

  /** "on a conflict reads again and re-applies". */
  @EachVariant
  void updateIsAppliedAgain(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(variant);
    rival.init(ID, "a");
    script
        .before("commit", () -> rival.update(ID, before -> before + "r"))
        .before("commit", () -> rival.update(ID, before -> before + "r"));
    List<String> applied = new ArrayList<>();
    VersionInfo info =
        store.update(
            ID,
            before -> {
              applied.add(before);
              return before + "m";
            });
    assertThat(info.version()).isEqualTo(3);
    assertThat(applied).containsExactly("a", "ar", "arr");
    assertThat(store.getLatest(ID).value()).isEqualTo("arrm");
    happened(variant, vhs);
  }

  /** An update whose value is deleted meanwhile has nothing to update; an upsert begins again. */
  @EachVariant
  void updateMeetsADeletion(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(variant);
    rival.init(ID, "a");
    script.before("commit", () -> rival.delete(ID));
    fails(NoVersionExists.class, ID, () -> store.update(ID, before -> before + "m"));
    assertThat(store.exists(ID)).isFalse();
    rival.putLatest(ID, "b");
    script.before("commit", () -> rival.delete(ID));
    assertThat(store.upsert(ID, "anew", before -> before + "m").version()).isEqualTo(4);
    assertThat(store.getLatest(ID).value()).isEqualTo("anew");
    happened(variant, vhs);
  }

  @EachVariant
  void deleteAndMetadataGoOnAfterAnother(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(variant);
    rival.init(ID, "zero");
    script.before("commit", () -> rival.putLatest(ID, "one, the rival's"));
    assertThat(store.updateMetadata(ID, before -> Map.of("a", "b")).version()).isEqualTo(2);
    assertThat(store.getLatest(ID).value()).isEqualTo("one, the rival's");
    script.before("commit", () -> rival.putLatest(ID, "three, the rival's"));
    assertThat(store.delete(ID).version()).isEqualTo(4);
    script.before("commit", () -> rival.putLatest(ID, "five"));
    assertThat(store.exists(ID)).isFalse();
    rival.putLatest(ID, "again");
    script.clear();
    happened(variant, vhs);
  }

  @EachVariant
  void aDeletionThatLosesToAnotherIsTold(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(variant);
    rival.init(ID, "zero");
    script.before("commit", () -> rival.delete(ID));
    fails(NoVersionExists.class, ID, () -> store.delete(ID));
    assertThat(rival.putLatest(ID, "two").version()).isEqualTo(2);
    happened(variant, vhs);
  }

  /** "restore commits in a transaction that checks that the old row still stands". */
  @Test
  void restoreLosesToAPrune() {
    Vhs vhs = troubled(Variant.MULTI);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(Variant.MULTI);
    rival.init(ID, "zero");
    rival.putLatest(ID, "one");
    script.before("commit", () -> rival.prune(ID, RetentionPolicy.newest(1)));
    fails(NoVersionExists.class, ID, () -> store.restore(ID, 0));
    assertThat(store.getLatest(ID).value()).isEqualTo("one");
    assertThat(store.info(ID).version()).isEqualTo(1);
    happened(Variant.MULTI, vhs);
  }

  /**
   * A restore that loses a race for its version goes on; the restored object is shared all the
   * same.
   */
  @Test
  void restoreGoesOnAfterAnother() {
    Vhs vhs = troubled(Variant.MULTI);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(Variant.MULTI);
    VersionInfo zero = rival.init(ID, "zero");
    rival.putLatest(ID, "one");
    script.before("commit", () -> rival.putLatest(ID, "two"));
    VersionInfo restored = store.restore(ID, 0);
    assertThat(restored.version()).isEqualTo(3);
    assertThat(restored.location()).isEqualTo(zero.location());
    happened(Variant.MULTI, vhs);
  }

  /** A prune reads the rows again before it deletes: what was restored meanwhile is named again. */
  @Test
  void pruneKeepsWhatIsRestoredMeanwhile() {
    Vhs vhs = troubled(Variant.MULTI);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(Variant.MULTI);
    rival.init(ID, "zero");
    rival.putLatest(ID, "one");
    script.before("retire", () -> rival.restore(ID, 0));
    store.prune(ID, RetentionPolicy.newest(1));
    assertThat(store.getLatest(ID).value()).isEqualTo("zero");
    happened(Variant.MULTI, vhs);
  }

  /** "purge first writes a tombstone, which any writer in flight collides with". */
  @EachVariant
  void aWriterInFlightCollidesWithAPurge(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(variant);
    rival.init(ID, "zero");
    Versioned<String> read = store.getLatest(ID);
    script.before("commit", () -> rival.purge(ID));
    fails(HigherVersionExists.class, ID, () -> store.replace(read, "mine"));
    script.before("commit", () -> rival.purge(ID));
    rival.putLatest(ID, "anew");
    assertThat(store.putLatest(ID, "mine").version()).isEqualTo(4);
    happened(variant, vhs);
  }

  /** "A reader that meets 'no such object' reads the pointer again": the value was replaced. */
  @Test
  void aReaderFollowsAReplacedValue() {
    Vhs vhs = troubled(Variant.SINGLE);
    VersionedStore<String> store = texts(vhs);
    rival(Variant.SINGLE).init(ID, "zero");
    script.before("open", () -> replaceAndReclaim("one"));
    Versioned<String> read = store.getLatest(ID);
    assertThat(read.value()).isEqualTo("one");
    assertThat(read.version()).isEqualTo(1);
    script
        .before("open", () -> replaceAndReclaim("two"))
        .before("open", () -> replaceAndReclaim("three"));
    assertThat(store.update(ID, before -> before + "!").version()).isEqualTo(4);
    assertThat(store.getLatest(ID).value()).isEqualTo("three!");
    script.before("open", () -> replaceAndReclaim("five"));
    fails(NoVersionExists.class, ID, () -> store.get(ID, 4));
    happened(Variant.SINGLE, vhs);
  }

  private void replaceAndReclaim(String value) {
    try (Vhs other = builder(freshBackend(Variant.SINGLE)).inlineItemBytes(0).open()) {
      other.store(Codec.text()).putLatest(ID, value);
    }
  }

  /** "A reader that meets 'no such object' …, in both variants": the value was pruned or purged. */
  @EachVariant
  void aReaderOfAPurgedValueIsToldSo(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(variant);
    rival.init(ID, "zero");
    script.before("open", () -> rival.purge(ID));
    fails(NoVersionExists.class, ID, () -> store.getLatest(ID));
    rival.putLatest(ID, "anew");
    script.before("open", () -> rival.purge(ID));
    fails(NoVersionExists.class, ID, () -> vhs.streams().open(ID));
    happened(variant, vhs);
  }

  @Test
  void aReaderOfAPrunedVersionIsToldSo() {
    Vhs vhs = troubled(Variant.MULTI);
    VersionedStore<String> store = texts(vhs);
    VersionedStore<String> rival = rival(Variant.MULTI);
    rival.init(ID, "zero");
    rival.putLatest(ID, "one");
    script.before("open", () -> rival.prune(ID, RetentionPolicy.newest(1)));
    fails(NoVersionExists.class, ID, () -> store.get(ID, 0));
    happened(Variant.MULTI, vhs);
  }

  /** An object that is really gone is a dangling pointer, after one more look at the pointer. */
  @EachVariant
  void aDanglingPointerIsToldAfterASecondLook(Variant variant) {
    Vhs vhs = troubled(variant);
    VersionedStore<String> store = texts(vhs);
    VersionInfo info = rival(variant).init(ID, "zero");
    script.before(
        "open", () -> backend(variant).objects().delete(info.location().orElseThrow(), CALL));
    List<String> looks = new ArrayList<>();
    script.next("newest", Fault.NONE).before("newest", () -> looks.add("second"));
    fails(DanglingPointer.class, ID, () -> store.getLatest(ID));
    assertThat(looks).hasSize(1);
    assertThat(script.isUsedUp()).isTrue();
  }
}

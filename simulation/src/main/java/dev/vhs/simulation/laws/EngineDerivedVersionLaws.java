package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.HigherVersionExists;
import dev.vhs.NoVersionExists;
import dev.vhs.SweepOptions;
import dev.vhs.ValueTooLarge;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.testkit.contract.EachVariant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@code delete}, {@code restore}, {@code updateMetadata}: next versions without new
 * bytes.
 */
abstract class EngineDerivedVersionLaws extends EngineLaws {
  EngineDerivedVersionLaws(EngineContract contract) {
    super(contract);
  }

  /** "Of a missing or deleted id: NoVersionExists". */
  @EachVariant
  void deletingNothingIsRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    fails(NoVersionExists.class, ID, () -> store.delete(ID));
    store.init(ID, "zero");
    store.delete(ID);
    fails(NoVersionExists.class, ID, () -> store.delete(ID));
    assertThat(rows(variant, ID)).last().extracting(row -> row.version()).isEqualTo(1L);
  }

  /** "old versions can still be read and restored". */
  @Test
  void oldVersionsOfADeletedIdAreRead() {
    VersionedStore<String> store = openWithoutInline(Variant.MULTI).store(Codec.text());
    store.init(ID, "zero");
    store.putLatest(ID, "one");
    store.delete(ID);
    assertThat(store.get(ID, 0).value()).isEqualTo("zero");
    assertThat(store.get(ID, 1).value()).isEqualTo("one");
    assertThat(store.restore(ID, 1).version()).isEqualTo(3);
    assertThat(store.getLatest(ID).value()).isEqualTo("one");
  }

  @EachVariant
  void aDeletionMayHaveAnExactVersion(Variant variant) {
    VersionedStore<String> store = texts(variant);
    assertThat(store.delete(ID, 3).version()).isEqualTo(3);
    assertThat(store.exists(ID)).isFalse();
    fails(VersionAlreadyExists.class, ID, () -> store.delete(ID, 3));
    fails(HigherVersionExists.class, ID, () -> store.delete(ID, 2));
    store.putLatest(ID, "four");
    assertThat(store.delete(ID, 9).version()).isEqualTo(9);
    assertThat(store.putLatest(ID, "ten").version()).isEqualTo(10);
  }

  @Test
  void anInlineVersionIsRestored() {
    VersionedStore<String> store = texts(Variant.MULTI);
    store.init(ID, "zero");
    store.putLatest(ID, "one");
    assertThat(store.restore(ID, 0).version()).isEqualTo(2);
    assertThat(store.restore(ID, 2).version()).isEqualTo(3);
    assertThat(store.getLatest(ID).value()).isEqualTo("zero");
  }

  @Test
  void whatIsNotThereIsNotRestored() {
    VersionedStore<String> store = texts(Variant.MULTI);
    fails(NoVersionExists.class, ID, () -> store.restore(ID, 0));
    store.init(ID, "zero");
    store.put(ID, 4, "four");
    store.delete(ID);
    for (long version : new long[] {1, 2, 5, 6, 100}) {
      fails(NoVersionExists.class, ID, () -> store.restore(ID, version));
    }
    assertThat(store.history(ID)).extracting(VersionInfo::version).containsExactly(5L, 4L, 0L);
  }

  @Test
  void aSingleVersionValueThatIsThereIsNotRestored() {
    VersionedStore<String> store = texts(Variant.SINGLE);
    fails(NoVersionExists.class, ID, () -> store.restore(ID, 0));
    store.init(ID, "zero");
    assertThatThrownBy(() -> store.restore(ID, 0))
        .isInstanceOf(UnsupportedOperationException.class);
    store.delete(ID);
    store.purge(ID);
    fails(NoVersionExists.class, ID, () -> store.restore(ID, 0));
  }

  /**
   * "In the single-version variant a tombstone keeps its predecessor's pointer until the sweep
   * takes it".
   */
  @Test
  void aSingleVersionDeletionIsFinalAfterTheGracePeriod() {
    Vhs vhs = openWithoutInline(Variant.SINGLE);
    VersionedStore<String> store = vhs.store(Codec.text());
    store.init(ID, "zero");
    store.delete(ID);
    vhs.maintenance().gc(SweepOptions.DEFAULT);
    assertThat(objects(Variant.SINGLE)).as("within the grace period").hasSize(1);
    passGrace();
    vhs.maintenance().gc(SweepOptions.DEFAULT);
    assertThat(objects(Variant.SINGLE)).as("after the grace period").isEmpty();
    fails(NoVersionExists.class, ID, () -> store.restore(ID, 0));
    assertThat(store.putLatest(ID, "two").version()).isEqualTo(2);
  }

  @EachVariant
  void metadataOfNothingAreNotChanged(Variant variant) {
    VersionedStore<String> store = texts(variant);
    fails(NoVersionExists.class, ID, () -> store.updateMetadata(ID, before -> Map.of("a", "b")));
    store.init(ID, "zero");
    fails(
        ValueTooLarge.class,
        ID,
        () -> store.updateMetadata(ID, before -> Map.of("a", "x".repeat(9000))));
    assertThat(store.info(ID).version()).isZero();
    store.delete(ID);
    fails(NoVersionExists.class, ID, () -> store.updateMetadata(ID, before -> Map.of("a", "b")));
  }
}

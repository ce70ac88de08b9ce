package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.NoVersionExists;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.WriteOptions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@code delete}, {@code restore}, {@code updateMetadata}: next versions without new
 * bytes.
 */
abstract class StoreDerivedVersionLaws extends StoreLaws {
  StoreDerivedVersionLaws(VersionedStoreContract contract) {
    super(contract);
  }

  /** "a tombstone as the next version: getLatest says NoVersionExists". */
  @EachVariant
  void aDeletedIdHasNoValue(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "zero");
    VersionInfo tombstone = store.delete(ID);
    assertThat(tombstone.version()).isEqualTo(1);
    assertThat(tombstone.isDeleted()).isTrue();
    assertThat(store.exists(ID)).isFalse();
    fails(NoVersionExists.class, ID, () -> store.getLatest(ID));
    fails(NoVersionExists.class, ID, () -> store.info(ID));
    fails(NoVersionExists.class, ID, () -> store.get(ID, 1));
  }

  /** "versions go on counting". */
  @EachVariant
  void versionsGoOnCountingAfterADeletion(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init(ID, "zero");
    store.delete(ID);
    assertThat(store.putLatest(ID, "two").version()).isEqualTo(2);
    store.delete(ID);
    assertThat(store.putLatest(ID, "four").version()).isEqualTo(4);
    assertThat(store.getLatest(ID).value()).isEqualTo("four");
  }

  /** "the next version is that old one: a pointer to the same object, no bytes copied". */
  @Test
  void aRestoredVersionSharesItsObject() {
    VersionedStore<String> store = openWithoutInline(Variant.MULTI).store(Codec.text());
    VersionInfo zero = store.with(WriteOptions.DEFAULT.metadata("a", "b")).init(ID, "zero");
    store.putLatest(ID, "one");
    Set<String> before = objects(Variant.MULTI);
    VersionInfo restored = store.restore(ID, 0);
    assertThat(restored.version()).isEqualTo(2);
    assertThat(restored.location()).isEqualTo(zero.location());
    assertThat(restored.metadata()).isEqualTo(Map.of("a", "b"));
    assertThat(restored.sha256()).isEqualTo(zero.sha256());
    assertThat(restored.writeId()).isNotEqualTo(zero.writeId());
    assertThat(objects(Variant.MULTI)).isEqualTo(before);
    assertThat(store.getLatest(ID).value()).isEqualTo("zero");
    assertThat(store.getLatest(ID).info()).isEqualTo(restored);
  }

  /** "undoes a delete within the grace". */
  @Test
  void aSingleVersionDeletionIsUndone() {
    for (boolean inline : new boolean[] {true, false}) {
      String id = "id " + inline;
      Vhs vhs = inline ? open(Variant.SINGLE) : openWithoutInline(Variant.SINGLE);
      VersionedStore<String> store = vhs.store(Codec.text());
      store.init(id, "zero");
      VersionInfo one = store.with(WriteOptions.DEFAULT.metadata("a", "b")).putLatest(id, "one");
      store.delete(id);
      fails(NoVersionExists.class, id, () -> store.restore(id, 0));
      fails(NoVersionExists.class, id, () -> store.restore(id, 2));
      VersionInfo restored = store.restore(id, 1);
      assertThat(restored.version()).isEqualTo(3);
      assertThat(restored.location()).isEqualTo(one.location());
      assertThat(restored.metadata()).isEqualTo(Map.of("a", "b"));
      assertThat(store.getLatest(id).value()).isEqualTo("one");
    }
  }

  /** "a next version with the same object and other metadata". */
  @EachVariant
  void metadataAreChanged(Variant variant) {
    for (boolean inline : new boolean[] {true, false}) {
      String id = "id " + inline;
      Vhs vhs = inline ? open(variant) : openWithoutInline(variant);
      VersionedStore<String> store = vhs.store(Codec.text());
      VersionInfo zero = store.with(WriteOptions.DEFAULT.metadata("a", "0")).init(id, "zero");
      int objects = objects(variant).size();
      VersionInfo one =
          store.updateMetadata(id, before -> Map.of("a", before.get("a") + "1", "b", "2"));
      assertThat(one.version()).isEqualTo(1);
      assertThat(one.metadata()).isEqualTo(Map.of("a", "01", "b", "2"));
      assertThat(one.location()).isEqualTo(zero.location());
      assertThat(one.createdAt()).isEqualTo(zero.createdAt());
      vhs.close();
      assertThat(objects(variant)).hasSize(objects);
      VersionedStore<String> again = texts(variant);
      assertThat(again.getLatest(id).value()).isEqualTo("zero");
      assertThat(again.getLatest(id).metadata()).isEqualTo(one.metadata());
      if (variant == Variant.MULTI) {
        assertThat(again.info(id, 0).metadata()).isEqualTo(Map.of("a", "0"));
      }
    }
  }
}

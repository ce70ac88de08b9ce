package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.InvalidRequest;
import dev.vhs.NoVersionExists;
import dev.vhs.PruneReport;
import dev.vhs.PurgeReport;
import dev.vhs.RetentionPolicy;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.testkit.contract.EachVariant;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@code prune} and {@code purge}: what counts as a value, what is shared, what is
 * refused.
 */
abstract class EngineRetirementLaws extends EngineLaws {
  EngineRetirementLaws(EngineContract contract) {
    super(contract);
  }

  private static void write(VersionedStore<String> store, String id, int versions) {
    for (int version = 0; version < versions; version++) {
      store.putLatest(id, "value " + version);
    }
  }

  /** "by count of values": deletions between them don't count. */
  @Test
  void deletionsDoNotCountAsValues() {
    VersionedStore<String> store = texts(Variant.MULTI);
    store.init(ID, "zero");
    store.putLatest(ID, "one");
    store.delete(ID);
    store.putLatest(ID, "three");
    store.delete(ID);
    pruned(store, RetentionPolicy.newest(2));
    assertThat(store.history(ID)).extracting(VersionInfo::version).containsExactly(4L, 3L, 2L, 1L);
    pruned(store, RetentionPolicy.newest(1));
    assertThat(store.history(ID)).extracting(VersionInfo::version).containsExactly(4L, 3L);
    assertThat(store.get(ID, 3).value()).isEqualTo("three");
  }

  @Test
  void pruneOfFewVersionsDoesNothing() {
    VersionedStore<String> store = openWithoutInline(Variant.MULTI).store(Codec.text());
    write(store, ID, 3);
    for (long keep : new long[] {3, 4, 1000}) {
      assertThat(pruned(store, RetentionPolicy.newest(keep)).versions()).isZero();
    }
    assertThat(store.history(ID)).hasSize(3);
    assertThat(objects(Variant.MULTI)).hasSize(3);
    assertThatThrownBy(() -> RetentionPolicy.newest(0)).isInstanceOf(InvalidRequest.class);
  }

  /** "those objects that the retired rows named and that such a reading no longer finds". */
  @Test
  void pruneKeepsObjectsThatNewerVersionsShare() {
    VersionedStore<String> store = openWithoutInline(Variant.MULTI).store(Codec.text());
    VersionInfo zero = store.init(ID, "zero");
    store.putLatest(ID, "one");
    store.restore(ID, 0);
    PruneReport report = pruned(store, RetentionPolicy.newest(1));
    assertThat(report.objects()).isEqualTo(1);
    assertThat(objects(Variant.MULTI)).containsExactly(key(zero));
    assertThat(store.getLatest(ID).value()).isEqualTo("zero");
  }

  @Test
  void pruneOfNothingIsRefused() {
    VersionedStore<String> store = texts(Variant.MULTI);
    store.init("other", "text");
    fails(NoVersionExists.class, ID, () -> store.prune(ID, RetentionPolicy.newest(1)));
    VersionedStore<String> single = texts(Variant.SINGLE);
    single.init(ID, "zero");
    assertThatThrownBy(() -> single.prune(ID, RetentionPolicy.newest(1)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("single-version-store");
  }

  /** A deleted id is purged too: in the single-version variant what the deletion kept goes. */
  @EachVariant
  void purgeOfADeletedIdLeavesNoByte(Variant variant) {
    Vhs vhs = openWithoutInline(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    write(store, ID, 2);
    store.delete(ID);
    store.purge(ID);
    store.purge(ID);
    vhs.close();
    assertThat(objects(variant)).isEmpty();
    assertThat(named(variant)).isEmpty();
    fails(NoVersionExists.class, ID, () -> texts(variant).restore(ID, 1));
  }

  @Test
  void purgeOfSharedObjectsLeavesNoByte() {
    VersionedStore<String> store = openWithoutInline(Variant.MULTI).store(Codec.text());
    write(store, ID, 2);
    store.restore(ID, 0);
    store.put(ID, 9, "far");
    PurgeReport report = store.purge(ID);
    assertThat(report.versions()).isEqualTo(4);
    assertThat(report.objects()).isEqualTo(3);
    assertThat(objects(Variant.MULTI)).isEmpty();
    assertThat(store.putLatest(ID, "next").version()).isEqualTo(11);
  }

  @EachVariant
  void purgeOfNothingIsRefused(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init("other", "text");
    fails(NoVersionExists.class, ID, () -> store.purge(ID));
    assertThat(rows(variant, ID)).isEmpty();
  }
}

package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.NoVersionExists;
import dev.vhs.PruneReport;
import dev.vhs.PurgeReport;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The laws of {@code prune} and {@code purge}: nothing lost that is named, nothing left that is
 * not.
 */
abstract class StoreRetirementLaws extends StoreLaws {
  StoreRetirementLaws(VersionedStoreContract contract) {
    super(contract);
  }

  private static void write(VersionedStore<String> store, String id, int versions) {
    for (int version = 0; version < versions; version++) {
      store.putLatest(id, "value " + version);
    }
  }

  /**
   * "drops the oldest versions, by count of values …; always a prefix of the chain, never the
   * newest".
   */
  @Test
  void pruneKeepsTheNewestValues() {
    VersionedStore<String> store = openWithoutInline(Variant.MULTI).store(Codec.text());
    write(store, ID, 6);
    write(store, "other", 3);
    PruneReport report = pruned(store, RetentionPolicy.newest(2));
    assertThat(report.versions()).isEqualTo(4);
    assertThat(report.objects()).isEqualTo(4);
    assertThat(report.bytes()).isEqualTo(4L * "value 0".length());
    for (long version = 0; version < 4; version++) {
      long pruned = version;
      fails(NoVersionExists.class, ID, () -> store.get(ID, pruned));
      fails(NoVersionExists.class, ID, () -> store.restore(ID, pruned));
    }
    assertThat(store.get(ID, 4).value()).isEqualTo("value 4");
    assertThat(store.getLatest(ID).value()).isEqualTo("value 5");
    assertThat(store.history(ID)).extracting(VersionInfo::version).containsExactly(5L, 4L);
    assertThat(objects(Variant.MULTI)).hasSize(2 + 3);
    noOrphansAndNothingDangling(Variant.MULTI);
    assertThat(store.putLatest(ID, "next").version()).isEqualTo(6);
  }

  /** "A row younger than the grace period never vanishes": it becomes a marker without data. */
  @Test
  void youngRowsBecomeMarkers() {
    VersionedStore<String> store = texts(Variant.MULTI);
    store.init(ID, "zero");
    store.put(ID, 3, "three");
    store.putLatest(ID, "four");
    pruned(store, RetentionPolicy.newest(1));
    List<Row> rows = rows(Variant.MULTI, ID);
    assertThat(rows).extracting(Row::version).containsExactly(0L, 1L, 3L, 4L);
    assertThat(rows.subList(0, 3)).extracting(Row::kind).containsOnly(RowKind.MARKER);
    for (Row marker : rows.subList(0, 3)) {
      assertThat(marker.value()).isNull();
      assertThat(marker.content()).isNull();
      assertThat(marker.writeId()).isNotNull();
    }
    assertThat(rows.get(1).upTo()).isEqualTo(3);
  }

  /** "only markers older than the grace are dropped, never row 0 and never the newest". */
  @Test
  void oldRowsVanishButRowZeroAndTheNewest() {
    VersionedStore<String> store = texts(Variant.MULTI);
    write(store, ID, 4);
    passGrace();
    pruned(store, RetentionPolicy.newest(1));
    assertThat(rows(Variant.MULTI, ID)).extracting(Row::version).containsExactly(0L, 3L);
    assertThat(kinds(Variant.MULTI, ID)).containsExactly(RowKind.MARKER, RowKind.VALUE);
    fails(VersionAlreadyExists.class, ID, () -> store.init(ID, "again"));
    assertThat(store.putLatest(ID, "next").version()).isEqualTo(4);
  }

  @Test
  void pruneKeepsYoungVersions() {
    VersionedStore<String> store = texts(Variant.MULTI);
    write(store, ID, 3);
    passGrace();
    write(store, ID, 2);
    pruned(store, RetentionPolicy.youngerThan(Duration.ofHours(1)));
    assertThat(store.history(ID)).extracting(VersionInfo::version).containsExactly(4L, 3L);
    passGrace();
    pruned(store, RetentionPolicy.youngerThan(Duration.ofHours(1)));
    assertThat(store.history(ID)).extracting(VersionInfo::version).containsExactly(4L);
    assertThat(store.getLatest(ID).version()).isEqualTo(4);
  }

  @Test
  void aLongChainIsPruned() {
    VersionedStore<String> store = openWithoutInline(Variant.MULTI).store(Codec.text());
    VersionInfo last = store.init(ID, "0");
    for (int version = 1; version < 300; version++) {
      last = store.replace(last, Integer.toString(version));
    }
    assertThat(pruned(store, RetentionPolicy.newest(10)).versions()).isEqualTo(290);
    assertThat(store.history(ID)).hasSize(10);
    noOrphansAndNothingDangling(Variant.MULTI);
  }

  /** "every byte of the id is removed for good", and "an id, two numbers, no data" stay. */
  @EachVariant
  void purgeLeavesNoByte(Variant variant) {
    Vhs vhs = openWithoutInline(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    write(store, ID, 3);
    write(store, "other", 2);
    PurgeReport report = store.purge(ID);
    assertThat(report.objects()).isEqualTo(variant == Variant.MULTI ? 3 : 1);
    assertThat(report.versions()).isEqualTo(variant == Variant.MULTI ? 3 : 1);
    assertThat(report.forgotten()).isFalse();
    vhs.close();
    assertThat(objects(variant)).hasSize(variant == Variant.MULTI ? 2 : 1);
    for (Row row : rows(variant, ID)) {
      assertThat(row.kind()).isIn(RowKind.MARKER, RowKind.TOMBSTONE);
      assertThat(row.payload()).isNull();
      assertThat(row.value()).isNull();
      assertThat(row.content()).isNull();
    }
    VersionedStore<String> again = texts(variant);
    assertThat(again.getLatest("other").value()).isEqualTo("value 1");
    fails(NoVersionExists.class, ID, () -> again.getLatest(ID));
    fails(NoVersionExists.class, ID, () -> again.get(ID, 0));
    fails(VersionAlreadyExists.class, ID, () -> again.init(ID, "anew"));
    assertThat(again.putLatest(ID, "anew").version()).isEqualTo(4);
  }

  @EachVariant
  void purgeOfInlineValuesLeavesNoByte(Variant variant) {
    VersionedStore<String> store = texts(variant);
    write(store, ID, 3);
    store.purge(ID);
    assertThat(rows(variant, ID)).extracting(Row::value).containsOnlyNulls();
    assertThat(rows(variant, ID)).extracting(Row::content).containsOnlyNulls();
    assertThat(rows(variant, ID)).last().extracting(Row::kind).isEqualTo(RowKind.TOMBSTONE);
  }

  /** "Purges an id and forgets that it ever was: its versions begin at 0 again." */
  @EachVariant
  void aForgottenIdBeginsAnew(Variant variant) {
    VersionedStore<String> store = openWithoutInline(variant).store(Codec.text());
    write(store, ID, 3);
    store.put(ID, 7, "far");
    assertThat(store.purgeAndForget(ID).forgotten()).isTrue();
    assertThat(rows(variant, ID)).isEmpty();
    assertThat(store.init(ID, "anew").version()).isZero();
    assertThat(store.getLatest(ID).value()).isEqualTo("anew");
  }

  /** "gc, purge and prune must refuse when either is missing or they differ". */
  @EachVariant
  void withoutAStoreObjectNothingIsRemoved(Variant variant) {
    Vhs vhs = tidy(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    write(store, ID, 2);
    for (ObjectInfo object : backend(variant).objects().list("", "", 100, CALL).objects()) {
      if (object.location().key().endsWith(".vhs/store.json")) {
        backend(variant).objects().delete(object.location(), CALL);
      }
    }
    int before = objects(variant).size();
    assertThatThrownBy(() -> store.purge(ID)).isInstanceOf(StoreMismatch.class);
    if (variant == Variant.MULTI) {
      assertThatThrownBy(() -> store.prune(ID, RetentionPolicy.newest(1)))
          .isInstanceOf(StoreMismatch.class);
    }
    assertThat(objects(variant)).hasSize(before);
    assertThat(store.getLatest(ID).value()).isEqualTo("value 1");
  }
}

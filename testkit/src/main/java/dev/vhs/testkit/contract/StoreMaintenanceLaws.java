package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Location;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreMismatch;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Row;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The sweep, which goes by listings and dates, and the identity of a store. */
abstract class StoreMaintenanceLaws extends StoreLaws {
  private static final String ORPHAN_KEY = "an%20id/" + orphanWriteId(0);

  StoreMaintenanceLaws(VersionedStoreContract contract) {
    super(contract);
  }

  private Vhs filled(Variant variant) {
    Vhs vhs = tidy(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    for (int i = 0; i < 20; i++) {
      store.putLatest("id " + i % 10, "value " + i);
    }
    store.putLatest(ID, "zero");
    return vhs;
  }

  /** "deletes objects that no pointer names … older than the grace period". */
  @EachVariant
  void theSweepTakesOldOrphansOnly(Variant variant) throws IOException {
    Vhs vhs = filled(variant);
    orphan(variant, ORPHAN_KEY);
    SweepReport young = vhs.maintenance().gc(SweepOptions.DEFAULT);
    assertThat(young.deleted()).isZero();
    assertThat(young.orphans()).isZero();
    assertThat(young.young()).isEqualTo(young.objects());
    passGrace();
    vhs.store(Codec.text()).putLatest("young", "value");
    int before = objects(variant).size();
    SweepReport dry = vhs.maintenance().gc(SweepOptions.DEFAULT.dryRun());
    assertThat(dry.orphans()).isEqualTo(1);
    assertThat(dry.deleted()).isZero();
    assertThat(dry.sample())
        .extracting(location -> location.key())
        .containsExactly(underPrefix(variant, ORPHAN_KEY));
    assertThat(objects(variant)).hasSize(before);
    SweepReport swept = vhs.maintenance().gc(SweepOptions.DEFAULT);
    assertThat(swept.stopped()).isEmpty();
    assertThat(swept.deleted()).isEqualTo(1);
    assertThat(swept.bytes()).isEqualTo(ORPHAN.length());
    assertThat(swept.young()).isEqualTo(1);
    assertThat(objects(variant))
        .hasSize(before - 1)
        .doesNotContain(underPrefix(variant, ORPHAN_KEY));
    assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
    noOrphansAndNothingDangling(variant);
  }

  /** "touches only keys of exactly this … shape, and never .vhs/". */
  @EachVariant
  void theSweepKeepsWhatIsNotItsOwn(Variant variant) throws IOException {
    Vhs vhs = filled(variant);
    String[] foreign = {
      "README.txt",
      "an%20id/not-a-uuid",
      ORPHAN_KEY + "x",
      "deep/" + ORPHAN_KEY,
      "an%2fid/" + ORPHAN_KEY.substring(8),
      "~short/" + ORPHAN_KEY.substring(8),
      ".vhs/" + ORPHAN_KEY.substring(8)
    };
    for (String key : foreign) {
      orphan(variant, key);
    }
    passGrace();
    SweepReport swept = vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(100));
    assertThat(swept.deleted()).isZero();
    assertThat(swept.foreign()).isEqualTo(foreign.length - 1);
    for (String key : foreign) {
      assertThat(
              backend(variant)
                  .objects()
                  .stat(new Location(bucket(variant), underPrefix(variant, key)), CALL))
          .as(key)
          .isNotNull();
    }
  }

  private String bucket(Variant variant) {
    return backend(variant).objects().traits().bucket();
  }

  /**
   * "The sweep also scans the index for markers": past the grace, never row 0 and never the newest.
   */
  @Test
  void theSweepDropsOldMarkers() {
    Vhs vhs = open(Variant.MULTI);
    VersionedStore<String> store = vhs.store(Codec.text());
    for (int i = 0; i < 5; i++) {
      store.putLatest(ID, "value " + i);
    }
    store.prune(ID, RetentionPolicy.newest(1));
    store.init("purged", "value");
    store.purge("purged");
    assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT).markers()).isZero();
    passGrace();
    assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT).markers()).isEqualTo(3);
    assertThat(rows(Variant.MULTI, ID)).extracting(Row::version).containsExactly(0L, 4L);
    assertThat(rows(Variant.MULTI, "purged")).extracting(Row::version).containsExactly(0L, 1L);
    assertThat(store.putLatest(ID, "next").version()).isEqualTo(5);
    assertThat(store.putLatest("purged", "next").version()).isEqualTo(2);
  }

  /** "a table created again empty … would make every object look like an orphan". */
  @EachVariant
  void objectsOfAnotherIndexAreNotTouched(Variant variant) {
    filled(variant).close();
    int before = objects(variant).size();
    Backend mine = freshBackend(variant);
    MemoryPointerIndex another = new MemoryPointerIndex(variant, clock());
    Vhs wrong = open(builder(new Backend(another, mine.objects(), mine.prefix(), "wrong")));
    VersionedStore<String> store = wrong.store(Codec.text());
    assertThatThrownBy(() -> store.init(ID, "value")).isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> wrong.maintenance().gc(SweepOptions.DEFAULT))
        .isInstanceOf(StoreMismatch.class);
    assertThat(objects(variant)).hasSize(before);
  }

  /** "writes identities anew into both: after a table was restored or moved on purpose". */
  @EachVariant
  void aStoreIsAdopted(Variant variant) {
    Vhs vhs = filled(variant);
    String before = vhs.create().identity();
    String adopted = vhs.maintenance().adopt().identity();
    assertThat(adopted).isNotEqualTo(before);
    Vhs again = open(variant);
    assertThat(again.create().identity()).isEqualTo(adopted);
    assertThat(again.maintenance().gc(SweepOptions.DEFAULT).deleted()).isZero();
    assertThat(again.store(Codec.text()).getLatest(ID).value()).isEqualTo("zero");
  }

  /** "pointers dangle: then the two halves don't belong together". */
  @EachVariant
  void aStoreWithDanglingPointersIsNotAdopted(Variant variant) {
    Vhs vhs = filled(variant);
    VersionInfo info = vhs.store(Codec.text()).info(ID);
    String before = vhs.create().identity();
    backend(variant).objects().delete(info.location().orElseThrow(), CALL);
    assertThatThrownBy(() -> vhs.maintenance().adopt()).isInstanceOf(StoreMismatch.class);
    assertThat(open(variant).create().identity()).isEqualTo(before);
  }

  /**
   * "grace and commit window (which bind every process)": those of the store, not of the opener.
   */
  @EachVariant
  void theGracePeriodIsTheStores(Variant variant) {
    Duration grace = Duration.ofDays(3);
    Vhs first = open(builder(freshBackend(variant)).grace(grace, Duration.ofMinutes(10)));
    assertThat(first.create().grace()).isEqualTo(grace);
    Vhs second = open(variant);
    assertThat(second.create().grace()).isEqualTo(grace);
    assertThat(second.create().commitWindow()).isEqualTo(Duration.ofMinutes(10));
    assertThat(second.maintenance().describe()).isEqualTo(first.maintenance().describe());
  }
}

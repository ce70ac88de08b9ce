package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
import dev.vhs.Location;
import dev.vhs.PruneReport;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreDescription;
import dev.vhs.StoreMismatch;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Variant;
import dev.vhs.VersionAlreadyExists;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of adoption, pruning and the sweep of a store that the Scala client shares. */
abstract class SharedMaintenanceLaws extends StoreLaws {
  private static final String NAME = "/01900000-0000-7000-8000-000000000000.json";

  SharedMaintenanceLaws(CompatibleStoreContract contract) {
    super(contract);
  }

  /** Returns a shared store that was adopted, with an id that both clients wrote. */
  private Vhs adopted(Variant variant) {
    Vhs vhs = shared(variant);
    ScalaClient scala = scala(variant);
    scala.init(ID, "0 by scala");
    vhs.store(Codec.text()).putLatest(ID, "1 by us");
    scala.putLatest(ID, "2 by scala");
    vhs.store(Codec.text()).putLatest(ID, "3 by us");
    vhs.maintenance().adopt();
    return vhs;
  }

  private boolean isThere(Variant variant, String key) {
    Backend backend = backend(variant);
    Location location = new Location(backend.objects().traits().bucket(), key);
    return backend.objects().stat(location, CALL) != null;
  }

  /** "gc, purge and prune must refuse when either is missing (… the object only …)". */
  @EachVariant
  void whatDeletesIsRefusedUntilAdopted(Variant variant) {
    scala(variant).init(ID, "zero");
    Vhs vhs = open(variant);
    assertThatThrownBy(() -> vhs.maintenance().gc(SweepOptions.DEFAULT))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("adopt");
    if (variant == Variant.MULTI) {
      assertThatThrownBy(() -> vhs.store(Codec.text()).prune(ID, RetentionPolicy.newest(1)))
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("adopt");
    }
    StoreDescription adopted = vhs.maintenance().adopt();
    assertThat(adopted.compatibility()).isEqualTo(Compatibility.SCALA);
    assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT).deleted()).isZero();
    assertThat(backend(variant).index().read(Row.STORE_ID, 0, Consistency.CONSISTENT, CALL))
        .as("store row")
        .isNull();
    assertThat(isThere(variant, underPrefix(variant, ".vhs/store.json"))).isTrue();
    assertThat(scala(variant).getLatest(ID)).isEqualTo("zero");
  }

  /** "a wrong table, … a table created again empty …". */
  @EachVariant
  void anAdoptedStoreIsBoundToItsIndex(Variant variant) {
    adopted(variant).close();
    Backend mine = freshBackend(variant);
    MemoryPointerIndex another = new MemoryPointerIndex(variant, clock());
    another.foreignPut("x", 0, new Location(mine.objects().traits().bucket(), "x/0" + NAME));
    Vhs wrong = open(builder(new Backend(another, mine.objects(), mine.prefix(), "wrong")));
    assertThatThrownBy(() -> wrong.store(Codec.text()).init(ID, "value"))
        .isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> wrong.maintenance().gc(SweepOptions.DEFAULT))
        .isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> wrong.maintenance().adopt())
        .as("its pointers dangle")
        .isInstanceOf(StoreMismatch.class);
  }

  /** "prune leaves young rows alone", drops old ones without a marker, and never the newest. */
  @Test
  void pruneDropsOldRowsOnly() {
    Vhs vhs = adopted(Variant.MULTI);
    VersionedStore<String> store = vhs.store(Codec.text());
    assertThat(pruned(store, RetentionPolicy.newest(1)).versions()).as("young").isZero();
    passGrace();
    store.putLatest(ID, "4, young");
    store.putLatest(ID, "5, young");
    PruneReport report = pruned(store, RetentionPolicy.newest(1));
    assertThat(report.versions()).isEqualTo(4);
    assertThat(report.objects()).isEqualTo(4);
    assertThat(rows(Variant.MULTI, ID)).extracting(Row::version).containsExactly(4L, 5L);
    assertThat(kinds(Variant.MULTI, ID)).containsOnly(RowKind.VALUE);
    passGrace();
    assertThat(pruned(store, RetentionPolicy.newest(1)).versions()).isEqualTo(1);
    assertThat(rows(Variant.MULTI, ID)).extracting(Row::version).containsExactly(5L);
    fails(VersionAlreadyExists.class, ID, () -> store.init(ID, "zero"));
    assertThat(scala(Variant.MULTI).putLatest(ID, "6 by scala")).isEqualTo(6);
    assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
  }

  /** "A row without it is as old as its object; without one, young." */
  @Test
  void rowsOfTheScalaClientAreAsOldAsTheirObjects() {
    Vhs vhs = shared(Variant.MULTI);
    ScalaClient scala = scala(Variant.MULTI);
    scala.init(ID, "zero");
    passGrace();
    scala.putLatest(ID, "one");
    scala.putLatest(ID, "two");
    vhs.maintenance().adopt();
    VersionedStore<String> store = vhs.store(Codec.text());
    assertThat(pruned(store, RetentionPolicy.youngerThan(GRACE)).versions()).isEqualTo(1);
    assertThat(pruned(store, RetentionPolicy.newest(1)).versions()).isZero();
    backend(Variant.MULTI).objects().delete(store.info(ID, 1).location().orElseThrow(), CALL);
    passGrace();
    assertThat(pruned(store, RetentionPolicy.newest(1)).versions())
        .as("without its object")
        .isZero();
    assertThat(rows(Variant.MULTI, ID)).extracting(Row::version).containsExactly(1L, 2L);
  }

  /**
   * Objects that losers of races and replaced versions left are swept, of either client; no others
   * are.
   */
  @EachVariant
  void theSweepTakesOldOrphansOfBothClients(Variant variant) {
    Vhs vhs = adopted(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    for (int i = 0; i < 20; i++) {
      store.init("other " + i, "value");
    }
    Location lost = scala(variant).upload(ID, 4, "lost a race");
    assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT).deleted()).as("young").isZero();
    passGrace();
    SweepReport dry = vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(10).dryRun());
    long orphans = variant == Variant.MULTI ? 1 : 4;
    assertThat(dry.orphans()).isEqualTo(orphans);
    assertThat(dry.sample()).contains(lost).hasSize((int) orphans);
    SweepReport swept = vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(10));
    assertThat(swept.deleted()).isEqualTo(orphans);
    assertThat(isThere(variant, lost.key())).isFalse();
    noOrphansAndNothingDangling(variant);
    assertThat(scala(variant).getLatest(ID)).isEqualTo("3 by us");
  }

  /** "the sweep touches only keys of exactly this or the compatible shape, and never .vhs/". */
  @EachVariant
  void theSweepKeepsWhatIsNotOfItsShape(Variant variant) throws IOException {
    Vhs vhs = adopted(variant);
    String root = underPrefix(variant, "");
    List<String> others =
        List.of(
            root + "README.json",
            root + "an id/4/not-a-uuid.json",
            root + "an id/04" + NAME,
            root + "an id/x" + NAME,
            root + "an id/4/" + NAME.substring(1, 37),
            root + "4" + NAME,
            root + ".vhs/an id/4" + NAME);
    for (String key : others) {
      upload(variant, key);
    }
    passGrace();
    SweepReport swept = vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(100));
    assertThat(swept.foreign()).isEqualTo(others.size() - 1);
    assertThat(others).allMatch(key -> isThere(variant, key));
  }

  /** Keys don't tell for certain whose they are, so what any row names is kept. */
  @EachVariant
  void theSweepKeepsWhatAnIdOfAnotherSpellingNames(Variant variant) {
    Vhs vhs = adopted(variant);
    ScalaClient scala = scala(variant);
    for (String id : List.of("a//b", "c/", "d//e/")) {
      scala.init(id, "value of " + id);
    }
    passGrace();
    SweepReport swept = vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(100));
    assertThat(swept.doubtful()).isEqualTo(3);
    for (String id : List.of("a//b", "c/", "d//e/")) {
      assertThat(scala.getLatest(id)).isEqualTo("value of " + id);
    }
  }

  /** A store under a longer prefix of the same bucket is another's. */
  @EachVariant
  void theSweepKeepsWhatIsUnderAnotherStoresPrefix(Variant variant) throws IOException {
    Vhs vhs = adopted(variant);
    String nested = underPrefix(variant, "nested/");
    upload(variant, nested + ".vhs/store.json");
    upload(variant, nested + "id/0" + NAME);
    passGrace();
    assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(100)).doubtful()).isEqualTo(1);
    assertThat(isThere(variant, nested + "id/0" + NAME)).isTrue();
  }

  /**
   * A version below 0, which the Scala client can write: all goes on, and nothing that such a row
   * may name is swept, under whatever id its key is.
   */
  @EachVariant
  void versionsBelowZeroAreKept(Variant variant) throws IOException {
    Vhs vhs = adopted(variant);
    ForeignWriter writer = foreignWriter(variant).orElseThrow();
    String bucket = backend(variant).objects().traits().bucket();
    orphan(variant, "hurt/0" + NAME);
    orphan(variant, "hurt/too/0" + NAME);
    orphan(variant, "elsewhere/0" + NAME);
    orphan(variant, "lost/0" + NAME);
    writer.put("hurt", -1, new Location(bucket, underPrefix(variant, "elsewhere/0" + NAME)));
    writer.put("hurt//too", -1, new Location(bucket, underPrefix(variant, "hurt/-1" + NAME)));
    passGrace();
    vhs.maintenance().adopt();
    SweepReport swept = vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(100));
    assertThat(isThere(variant, underPrefix(variant, "hurt/0" + NAME))).isTrue();
    assertThat(isThere(variant, underPrefix(variant, "hurt/too/0" + NAME))).isTrue();
    assertThat(isThere(variant, underPrefix(variant, "elsewhere/0" + NAME))).isTrue();
    assertThat(isThere(variant, underPrefix(variant, "lost/0" + NAME))).isFalse();
    assertThat(swept.kept(SweepReport.Kept.UNREADABLE)).isEqualTo(2);
    assertThat(swept.kept(SweepReport.Kept.SHARED)).isEqualTo(1);
    assertThat(vhs.maintenance().stats().unreadable()).isEqualTo(2);
    assertThat(vhs.store(Codec.text()).getLatest(ID).value()).isEqualTo("3 by us");
    assertThat(open(variant).compatibility()).isEqualTo(Compatibility.SCALA);
  }
}

package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.InvalidRequest;
import dev.vhs.StoreStats;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.testkit.contract.EachVariant;
import java.io.IOException;
import java.time.Duration;

/** The limits of the sweep, statistics, and the bounds of a grace period. */
abstract class EngineMaintenanceLaws extends EngineLaws {
  private static final String ORPHAN_KEY = "an%20id/" + orphanWriteId(0);

  EngineMaintenanceLaws(EngineContract contract) {
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

  /**
   * "stops before deleting when more than a tenth of all objects look like orphans unless told".
   */
  @EachVariant
  void theSweepStopsWhereItLooksWrong(Variant variant) throws IOException {
    Vhs vhs = filled(variant);
    for (int i = 0; i < 9; i++) {
      orphan(variant, "lost", i);
    }
    passGrace();
    int before = objects(variant).size();
    SweepReport stopped = vhs.maintenance().gc(SweepOptions.DEFAULT);
    assertThat(stopped.stopped()).contains("9");
    assertThat(stopped.deleted()).isZero();
    assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(8)).deleted()).isZero();
    assertThat(objects(variant)).hasSize(before);
    assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(9)).deleted()).isEqualTo(9);
    noOrphansAndNothingDangling(variant);
  }

  /** "(which bind every process; --grace may only lengthen)". */
  @EachVariant
  void theGracePeriodMayOnlyBeLengthened(Variant variant) throws IOException {
    Vhs vhs = filled(variant);
    orphan(variant, ORPHAN_KEY);
    assertThatThrownBy(
            () -> vhs.maintenance().gc(SweepOptions.DEFAULT.grace(GRACE.minusSeconds(1))))
        .isInstanceOf(InvalidRequest.class);
    passGrace();
    SweepOptions longer = SweepOptions.DEFAULT.grace(GRACE.multipliedBy(2));
    assertThat(vhs.maintenance().gc(longer).orphans()).isZero();
    passGrace();
    assertThat(vhs.maintenance().gc(longer).deleted()).isEqualTo(1);
  }

  @EachVariant
  void statisticsCountWhatIsThere(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init("a", "12345");
    store.putLatest("a", "123");
    store.init("b", "1");
    store.delete("b");
    StoreStats stats = open(variant).maintenance().stats();
    assertThat(stats.ids()).isEqualTo(1);
    assertThat(stats.deletedIds()).isEqualTo(1);
    assertThat(stats.versions()).isEqualTo(variant == Variant.MULTI ? 3 : 1);
    assertThat(stats.bytes()).isEqualTo(variant == Variant.MULTI ? 9 : 3);
    assertThat(stats.inline()).isEqualTo(stats.versions());
  }

  /** "Opening enforces grace ≥ 2 × commit window + 2 × tolerance". */
  @EachVariant
  void aGracePeriodThatIsTooShortIsRefused(Variant variant) {
    VhsBuilder tooShort =
        builder(freshBackend(variant)).grace(Duration.ofMinutes(19), Duration.ofMinutes(10));
    assertThatThrownBy(() -> open(tooShort)).isInstanceOf(InvalidRequest.class);
    hasNoRows(variant);
  }
}

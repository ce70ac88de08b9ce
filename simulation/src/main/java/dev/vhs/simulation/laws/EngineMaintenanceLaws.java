package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.InvalidRequest;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreStats;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Variant;
import dev.vhs.VerifyOptions;
import dev.vhs.VerifyReport;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.spi.Backend;
import dev.vhs.spi.RequestContext;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.faults.ForwardingObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

  /** "more than a tenth": exactly a tenth may go, and one more may not. */
  @EachVariant
  void theBrakeIsATenth(Variant variant) throws IOException {
    Vhs vhs = tidy(variant);
    for (int i = 0; i < 18; i++) {
      vhs.store(Codec.text()).init("id " + i, "value");
    }
    for (int i = 0; i < 3; i++) {
      orphan(variant, "lost", i);
    }
    passGrace();
    SweepReport stopped = vhs.maintenance().gc(SweepOptions.DEFAULT);
    assertThat(stopped.stopped()).contains("3 of 21", "more than a tenth");
    assertThat(stopped.deleted()).isZero();
    for (int i = 18; i < 27; i++) {
      vhs.store(Codec.text()).init("id " + i, "value");
    }
    SweepReport swept = vhs.maintenance().gc(SweepOptions.DEFAULT);
    assertThat(swept.stopped()).isEmpty();
    assertThat(swept.deleted()).isEqualTo(3);
    assertThat(swept.objects()).isEqualTo(30);
  }

  /** "aborts multipart uploads older than it": than the grace period that it was given, too. */
  @EachVariant
  void onlyUploadsPastTheGraceAreEnded(Variant variant) {
    List<Instant> limits = new ArrayList<>();
    Backend sound = freshBackend(variant);
    Backend recording =
        new Backend(
            sound.index(),
            new ForwardingObjectStore(sound.objects()) {
              @Override
              public int abortUploads(
                  String prefix, Instant startedBefore, RequestContext context) {
                limits.add(startedBefore);
                return super.abortUploads(prefix, startedBefore, context);
              }
            },
            sound.prefix(),
            sound.name());
    Vhs vhs = open(builder(recording));
    vhs.store(Codec.text()).init(ID, "zero");
    Duration longer = GRACE.multipliedBy(3);
    Instant begun = recording.objects().traits().clock().instant();
    vhs.maintenance().gc(SweepOptions.DEFAULT);
    vhs.maintenance().gc(SweepOptions.DEFAULT.grace(longer));
    vhs.maintenance().gc(SweepOptions.DEFAULT.dryRun());
    Instant ended = recording.objects().traits().clock().instant();
    assertThat(limits).hasSize(2);
    assertThat(limits.get(0)).isBetween(begun.minus(GRACE), ended.minus(GRACE));
    assertThat(limits.get(1)).isBetween(begun.minus(longer), ended.minus(longer));
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
    assertThat(stats.ids()).isEqualTo(2);
    assertThat(stats.deletedIds()).isEqualTo(1);
    assertThat(stats.versions()).isEqualTo(variant == Variant.MULTI ? 4 : 2);
    assertThat(stats.deletions()).isEqualTo(1);
    assertThat(stats.bookkeepingRows()).isZero();
    assertThat(stats.bytes()).isEqualTo(variant == Variant.MULTI ? 9 : 3);
    assertThat(stats.inline()).isEqualTo(stats.versions() - stats.deletions());
  }

  /** One name means one thing in both reports, where there are deletions, markers and fillers. */
  @EachVariant
  void aVerificationCountsIdsAndVersionsAsStatisticsDo(Variant variant) {
    VersionedStore<String> store = texts(variant);
    store.init("a", "1");
    store.putLatest("a", "12");
    store.init("b", "1");
    store.delete("b");
    if (variant == Variant.MULTI) {
      store.put("c", 7, "1");
      store.prune("a", RetentionPolicy.newest(1));
    }
    Vhs vhs = open(variant);
    StoreStats stats = vhs.maintenance().stats();
    VerifyReport report = vhs.maintenance().verify(VerifyOptions.DEFAULT, problem -> {});
    assertThat(report.ids()).isEqualTo(stats.ids()).isEqualTo(variant == Variant.MULTI ? 3 : 2);
    assertThat(report.versions()).isEqualTo(stats.versions());
    assertThat(stats.bookkeepingRows() > 0).isEqualTo(variant == Variant.MULTI);
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

package dev.vhs.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.Problem;
import dev.vhs.PruneReport;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreMismatch;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.testkit.emulators.WireAnswer;
import dev.vhs.testkit.emulators.WireFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pruning, sweeping and verifying what the Scala client wrote, and goes on writing. */
class ScalaUpkeepTest {
  private static final Duration PAST_GRACE = Duration.ofHours(25);

  @Test
  void oldVersionsArePruned() {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      for (int version = 0; version < 5; version++) {
        scala.putLatest("a", "v" + version);
      }
      shared.elapse(PAST_GRACE);
      Vhs vhs = shared.vhs();
      vhs.maintenance().adopt();
      PruneReport report = vhs.store(Codec.text()).prune("a", RetentionPolicy.newest(2));
      assertThat(report.versions()).isEqualTo(3);
      assertThat(report.objects()).isEqualTo(3);
      assertThat(shared.items("a")).extracting(Items::version).containsExactly(3L, 4L);
      assertThat(shared.keys())
          .containsExactlyInAnyOrderElementsOf(shared.items("a").stream().map(Items::key).toList());
      assertThat(scala.get("a", 3)).isEqualTo("v3");
      assertThat(scala.putLatest("a", "v5")).isEqualTo(5);
    }
  }

  @Test
  void youngVersionsAreLeftWhereAWriterMayStillBuildOnThem() {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      scala.init("a", "zero");
      scala.putLatest("a", "one");
      Vhs vhs = shared.vhs();
      vhs.maintenance().adopt();
      assertThat(vhs.store(Codec.text()).prune("a", RetentionPolicy.newest(1)).versions()).isZero();
      assertThat(scala.get("a", 0)).isEqualTo("zero");
    }
  }

  @Test
  void nothingIsTakenAwayBeforeTheStoreWasAdopted() {
    try (SharedStore shared = SharedStore.create(Variant.MULTI)) {
      shared.scalaTexts().init("a", "zero");
      Vhs vhs = shared.vhs();
      VersionedStore<String> ours = vhs.store(Codec.text());
      assertThatThrownBy(() -> ours.prune("a", RetentionPolicy.newest(1)))
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("adopt");
      assertThatThrownBy(() -> vhs.maintenance().gc(SweepOptions.DEFAULT))
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("adopt");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSweepTakesWhatALostRaceLeft(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      VersionedStore<String> ours = shared.vhs().store(Codec.text());
      scala.init("a", "zero");
      shared.script().before("PutItem", () -> ours.putLatest("a", "ours"), WireFault.none());
      assertThatThrownBy(() -> scala.putLatest("a", "theirs")).isInstanceOf(ScalaFailure.class);
      assertThat(shared.keys()).hasSize(3);
      shared.elapse(PAST_GRACE);
      Vhs vhs = shared.vhs();
      vhs.maintenance().adopt();
      SweepReport report = vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(10));
      // In the single-version variant the object of version 0 too, which nothing names any more.
      assertThat(report.deleted()).isEqualTo(variant == Variant.MULTI ? 1 : 2);
      assertThat(shared.keys())
          .containsExactlyInAnyOrderElementsOf(shared.items("a").stream().map(Items::key).toList());
      assertThat(scala.getLatest("a")).isEqualTo("ours");
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsWrongWithIt(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      shared.scalaTexts().init("a", "zero");
      shared.scalaTexts().putLatest("a", "one");
      shared.scalaBooks().init("b", new ScalaBook("Emma", 1));
      Vhs vhs = shared.vhs();
      vhs.maintenance().adopt();
      assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
      assertThat(vhs.maintenance().stats().ids()).isEqualTo(2);
      shared.deleteObject(Items.key(shared.items("b").get(0)));
      assertThat(vhs.maintenance().verify(false, problem -> {}).problems()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSweepTakesWhatACrashLeft(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      for (int i = 0; i < 12; i++) {
        scala.init("other " + i, "value");
      }
      WireAnswer refusal = WireAnswer.dynamoDbError(400, "AccessDeniedException");
      shared.script().before("PutItem", () -> {}, WireFault.refuse(refusal));
      assertThatThrownBy(() -> scala.init("a", "never committed")).isInstanceOf(ScalaFailure.class);
      assertThat(shared.keys()).as("with the object that was uploaded").hasSize(13);
      Vhs vhs = shared.vhs();
      vhs.maintenance().adopt();
      assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT).deleted()).as("young").isZero();
      shared.elapse(PAST_GRACE);
      SweepReport report = shared.vhs().maintenance().gc(SweepOptions.DEFAULT);
      assertThat(report.deleted()).isEqualTo(1);
      assertThat(shared.keys()).hasSize(12);
      assertThat(scala.getLatest("other 3")).isEqualTo("value");
    }
  }

  @ParameterizedTest
  @EnumSource
  void versionsBelowZeroArePassedOverAndKept(Variant variant) {
    try (SharedStore shared = SharedStore.create(variant)) {
      ScalaVhs<String> scala = shared.scalaTexts();
      scala.put("below", -1, "value");
      scala.init("a", "zero");
      Vhs vhs = shared.vhs();
      vhs.maintenance().adopt();
      List<Problem> problems = new ArrayList<>();
      vhs.maintenance().verify(true, problems::add);
      assertThat(problems).extracting(Problem::kind).containsExactly(Problem.Kind.UNREADABLE);
      assertThat(problems.get(0).id()).isEqualTo("below");
      assertThat(vhs.maintenance().stats().unreadable()).isEqualTo(1);
      shared.elapse(PAST_GRACE);
      assertThat(shared.vhs().maintenance().gc(SweepOptions.DEFAULT.maxDelete(10)).deleted())
          .isZero();
      assertThat(shared.keys()).hasSize(2);
    }
  }
}

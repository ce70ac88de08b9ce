package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.InvalidRequest;
import dev.vhs.JobOptions;
import dev.vhs.JobProgress;
import dev.vhs.LastSweep;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Variant;
import dev.vhs.Vhs;
import dev.vhs.testkit.contract.EachVariant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The sweep of large stores: its segments, its limit, its resumption, and the record of it. */
abstract class EngineSweepLaws extends EngineLaws {
  private static final int IDS = 40;
  private static final SweepOptions ALL = SweepOptions.DEFAULT.maxDelete(1_000);

  EngineSweepLaws(EngineContract contract) {
    super(contract);
  }

  /**
   * Returns a store of some ids, each with a value in use, half of them with an orphan; past the
   * grace.
   */
  private Vhs withOrphans(Variant variant) throws IOException {
    Vhs vhs = tidy(variant);
    for (int i = 0; i < IDS; i++) {
      vhs.store(Codec.text()).init("id" + i, "value " + i);
      if (i % 2 == 0) {
        orphan(variant, "id" + i, i);
      }
    }
    passGrace();
    return vhs;
  }

  /** "It records its last success": not of a dry run, nor of one that stopped. */
  @EachVariant
  void theLastSuccessIsRecorded(Variant variant) throws IOException {
    Vhs vhs = withOrphans(variant);
    assertThat(vhs.maintenance().lastSweep()).isEmpty();
    vhs.maintenance().gc(ALL.dryRun());
    assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT).stopped()).contains("tenth");
    assertThat(vhs.maintenance().lastSweep()).isEmpty();
    vhs.maintenance().gc(ALL);
    LastSweep first = open(variant).maintenance().lastSweep().orElseThrow();
    assertThat(first.deleted()).isEqualTo(IDS / 2);
    assertThat(first.objects()).isEqualTo(IDS + IDS / 2);
    assertThat(first.bytes()).isEqualTo(IDS / 2 * (long) ORPHAN.length());
    passGrace();
    vhs.maintenance().gc(ALL);
    LastSweep second = vhs.maintenance().lastSweep().orElseThrow();
    assertThat(second.deleted()).isZero();
    assertThat(second.finishedAt()).isAfter(first.finishedAt());
    assertThat(ownObjects(variant)).as("the store object and one record").hasSize(2);
    assertThat(vhs.maintenance().gc(ALL).foreign()).isZero();
  }

  private Set<String> ownObjects(Variant variant) {
    return Set.copyOf(
        backend(variant)
            .objects()
            .list(underPrefix(variant, ".vhs/"), "", 100, CALL)
            .objects()
            .stream()
            .map(object -> object.location().key())
            .toList());
  }

  /** "segments over several processes": together they are the whole, and each object is in one. */
  @EachVariant
  void segmentsAreSweptByThemselves(Variant variant) throws IOException {
    withOrphans(variant);
    int of = 3;
    List<SweepReport> reports = new ArrayList<>();
    for (int segment = 0; segment < of; segment++) {
      Vhs process = open(variant);
      assertThat(process.maintenance().lastSweep()).as("as long as a part is missing").isEmpty();
      reports.add(process.maintenance().gc(ALL.work(JobOptions.DEFAULT.segment(segment, of))));
    }
    assertThat(reports).allMatch(report -> report.deleted() > 0);
    assertThat(reports.stream().mapToLong(SweepReport::deleted).sum()).isEqualTo(IDS / 2);
    assertThat(reports.stream().mapToLong(SweepReport::objects).sum()).isEqualTo(IDS + IDS / 2);
    LastSweep last = open(variant).maintenance().lastSweep().orElseThrow();
    assertThat(last.deleted()).isEqualTo(IDS / 2);
    noOrphansAndNothingDangling(variant);
  }

  /** "counted by reason". */
  @EachVariant
  void whatIsKeptIsCountedByReason(Variant variant) throws IOException {
    Vhs vhs = withOrphans(variant);
    orphan(variant, "young", 1);
    orphan(variant, "not/a/key", 1);
    SweepReport report = vhs.maintenance().gc(ALL);
    assertThat(report.kept())
        .isEqualTo(
            Map.of(
                SweepReport.Kept.NAMED, (long) IDS,
                SweepReport.Kept.YOUNG, 1L,
                SweepReport.Kept.FOREIGN, 1L));
  }

  /** "resumes where it stopped", whatever ended it, and at whatever point. */
  @EachVariant
  void aSweepGoesOnWhereItWasKilled(Variant variant) throws IOException {
    withOrphans(variant);
    List<JobProgress> whole = new ArrayList<>();
    Vhs vhs = open(variant);
    vhs.maintenance().gc(ALL.dryRun().work(JobOptions.DEFAULT.onProgress(whole::add)));
    LastToken token = new LastToken();
    int kills = 0;
    SweepReport report = null;
    while (report == null) {
      int survives = kills % 3;
      List<JobProgress> told = new ArrayList<>();
      JobOptions work =
          JobOptions.DEFAULT
              .parallelism(2)
              .onProgress(
                  progress -> {
                    token.accept(progress);
                    told.add(progress);
                    if (told.size() > survives) {
                      throw new Killed();
                    }
                  });
      JobOptions from = token.resuming(work);
      try {
        report = open(variant).maintenance().gc(ALL.work(from));
      } catch (Killed e) {
        kills++;
        assertThat(kills).as("it gets on").isLessThan(100);
      }
    }
    assertThat(kills).isGreaterThan(1);
    assertThat(report.objects()).isEqualTo(IDS + IDS / 2);
    assertThat(report.orphans()).isEqualTo(IDS / 2);
    noOrphansAndNothingDangling(variant);
    assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
    assertThat(vhs.maintenance().lastSweep()).isPresent();
  }

  /** A sweep that stopped goes on once it was told how many may go, without counting again. */
  @EachVariant
  void aSweepThatStoppedGoesOn(Variant variant) throws IOException {
    Vhs vhs = withOrphans(variant);
    LastToken token = new LastToken();
    JobOptions work = JobOptions.DEFAULT.onProgress(token);
    assertThat(vhs.maintenance().gc(SweepOptions.DEFAULT.work(work)).stopped()).isNotEmpty();
    SweepReport report = vhs.maintenance().gc(ALL.work(token.resuming()));
    assertThat(report.deleted()).isEqualTo(IDS / 2);
    assertThat(report.objects()).isEqualTo(IDS + IDS / 2);
    noOrphansAndNothingDangling(variant);
  }

  /** "the segment and all that decides what is done must be the same". */
  @EachVariant
  void aTokenOfOtherWorkIsRefused(Variant variant) throws IOException {
    Vhs vhs = withOrphans(variant);
    LastToken token = new LastToken();
    vhs.maintenance().gc(ALL.dryRun().work(JobOptions.DEFAULT.onProgress(token)));
    JobOptions from = token.resuming();
    for (SweepOptions other :
        List.of(
            ALL.work(from),
            ALL.dryRun().work(from.segment(0, 2)),
            ALL.dryRun().grace(GRACE.multipliedBy(2)).work(from),
            ALL.dryRun().work(JobOptions.DEFAULT.resumeFrom("{")))) {
      assertThatThrownBy(() -> vhs.maintenance().gc(other)).isInstanceOf(InvalidRequest.class);
    }
    vhs.maintenance().adopt();
    assertThatThrownBy(() -> vhs.maintenance().gc(ALL.dryRun().work(from)))
        .as("the same store by name, and another")
        .isInstanceOf(InvalidRequest.class);
    assertThat(objects(variant)).hasSize(IDS + IDS / 2);
  }

  /** "Deleting up to so many objects": also where more turn up while it deletes. */
  @Test
  void noMoreIsDeletedThanWasAllowed() throws IOException {
    Variant variant = Variant.MULTI;
    Vhs vhs = withOrphans(variant);
    LastToken token = new LastToken();
    SweepOptions twenty = SweepOptions.DEFAULT.maxDelete(IDS / 2);
    JobOptions work =
        JobOptions.DEFAULT.onProgress(
            progress -> {
              token.accept(progress);
              if (progress.phase().equals("deleting")) {
                throw new Killed();
              }
            });
    assertThatThrownBy(() -> vhs.maintenance().gc(twenty.work(work))).isInstanceOf(Killed.class);
    for (int i = 0; i < 5; i++) {
      orphan(variant, "more", i);
    }
    passGrace();
    SweepReport report = vhs.maintenance().gc(twenty.work(token.resuming()));
    assertThat(report.stopped()).contains("more objects");
    assertThat(report.deleted()).isLessThanOrEqualTo(IDS / 2);
  }
}

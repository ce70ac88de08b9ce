package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.CorruptValue;
import dev.vhs.JobOptions;
import dev.vhs.Location;
import dev.vhs.Problem;
import dev.vhs.Result;
import dev.vhs.Scan;
import dev.vhs.StoreStats;
import dev.vhs.SweepOptions;
import dev.vhs.SweepReport;
import dev.vhs.Variant;
import dev.vhs.VerifyOptions;
import dev.vhs.VerifyReport;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Verification of large stores, and of rows that can't be read. */
abstract class StoreVerificationLaws extends StoreLaws {
  private static final int IDS = 30;
  private static final UUID WRITE_ID = orphanWriteId(0);

  StoreVerificationLaws(VersionedStoreContract contract) {
    super(contract);
  }

  /** A store of some ids, of which every third dangles. */
  private Vhs withDanglingPointers(Variant variant) {
    Vhs vhs = tidy(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    for (int i = 0; i < IDS; i++) {
      VersionInfo info = store.init("id" + i, "value " + i);
      if (i % 3 == 0) {
        backend(variant).objects().delete(info.location().orElseThrow(), CALL);
      }
    }
    return vhs;
  }

  /** Each segment finds its own, and together they find all. */
  @EachVariant
  void segmentsAreVerifiedByThemselves(Variant variant) {
    Vhs vhs = withDanglingPointers(variant);
    List<Problem> problems = new ArrayList<>();
    long ids = 0;
    for (int segment = 0; segment < 3; segment++) {
      JobOptions part = JobOptions.DEFAULT.segment(segment, 3).parallelism(2);
      ids += vhs.maintenance().verify(VerifyOptions.DEFAULT.work(part), problems::add).ids();
    }
    assertThat(ids).isEqualTo(IDS);
    assertThat(problems).hasSize(IDS / 3).allMatch(each -> each.kind() == Problem.Kind.DANGLING);
    assertThat(problems).extracting(Problem::id).doesNotHaveDuplicates();
  }

  /** Killed again and again, it tells of each problem once, and counts as if it had not been. */
  @EachVariant
  void aVerificationGoesOnWhereItWasKilled(Variant variant) {
    Vhs vhs = withDanglingPointers(variant);
    List<Problem> problems = new ArrayList<>();
    VerifyReport report =
        killedAgainAndAgain(
            JobOptions.DEFAULT.parallelism(5),
            work ->
                vhs.maintenance().verify(VerifyOptions.DEFAULT.deep().work(work), problems::add));
    VerifyReport whole = vhs.maintenance().verify(true, problem -> {});
    assertThat(report).isEqualTo(whole);
    assertThat(problems).hasSize(IDS / 3);
  }

  /** Killed again and again, also between the versions of an id, it counts each thing once. */
  @EachVariant
  void statisticsGoOnWhereTheyWereKilled(Variant variant) {
    Vhs vhs = open(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < contract.manyRows() / 2; i++) {
      values.put("id " + i, "value " + i);
    }
    store.putAll(values).values().forEach(Result::get);
    store.putAll(values).values().forEach(Result::get);
    store.delete("id 7");
    StoreStats counted =
        killedAgainAndAgain(JobOptions.DEFAULT.parallelism(1), vhs.maintenance()::stats);
    assertThat(counted).isEqualTo(vhs.maintenance().stats());
    assertThat(counted.ids()).isEqualTo(values.size() - 1);
    assertThat(counted.deletedIds()).isEqualTo(1);
  }

  /** What comes of work that is killed after each page, and goes on. */
  private static <R> R killedAgainAndAgain(JobOptions options, Function<JobOptions, R> work) {
    LastToken token = new LastToken();
    JobOptions killing =
        options.onProgress(
            progress -> {
              token.accept(progress);
              throw new Killed();
            });
    int kills = 0;
    while (true) {
      try {
        R result = work.apply(token.resuming(killing));
        assertThat(kills).isPositive();
        return result;
      } catch (Killed e) {
        kills++;
        assertThat(kills).as("it gets on").isLessThan(100);
      }
    }
  }

  /** A rate is kept to: so many requests take so long at least. */
  @EachVariant
  void aRateIsKept(Variant variant) {
    Vhs vhs = withDanglingPointers(variant);
    long begun = System.nanoTime();
    vhs.maintenance()
        .verify(
            VerifyOptions.DEFAULT.work(JobOptions.DEFAULT.rate(100).parallelism(1)), each -> {});
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThan(Duration.ofMillis(10 * (IDS - 2)));
  }

  /** What a negative version may name is kept, and everything else goes on. */
  @EachVariant
  void rowsThatCanNotBeReadAreToldOfAndKept(Variant variant) throws IOException {
    ForeignWriter writer =
        contract
            .foreignWriter(variant)
            .orElseGet(() -> Assumptions.abort("no other program writes rows of this backend"));
    Vhs vhs = tidy(variant);
    VersionedStore<String> store = vhs.store(Codec.text());
    for (int i = 0; i < IDS; i++) {
      store.init("id" + i, "value " + i);
    }
    Location named = orphan(variant, "hurt/" + WRITE_ID);
    Location lost = orphan(variant, "lost/" + WRITE_ID);
    writer.put("hurt", -1, named);
    passGrace();
    List<Problem> problems = new ArrayList<>();
    assertThat(vhs.maintenance().verify(false, problems::add).problems()).isEqualTo(1);
    assertThat(problems.get(0).kind()).isEqualTo(Problem.Kind.UNREADABLE);
    assertThat(problems.get(0).id()).isEqualTo("hurt");
    assertThat(problems.get(0).version()).isEqualTo(-1);
    assertThat(vhs.maintenance().stats().unreadable()).isEqualTo(1);
    assertThat(vhs.maintenance().stats().ids()).isEqualTo(IDS);
    SweepReport swept = vhs.maintenance().gc(SweepOptions.DEFAULT.maxDelete(10));
    assertThat(swept.kept(SweepReport.Kept.UNREADABLE)).isEqualTo(1);
    assertThat(backend(variant).objects().stat(named, CALL)).isNotNull();
    assertThat(backend(variant).objects().stat(lost, CALL)).isNull();
    assertThatThrownBy(() -> drain(store.scan(Scan.all()))).isInstanceOf(CorruptValue.class);
    List<Problem> passed = new ArrayList<>();
    assertThat(drain(store.scan(Scan.all().passingOver(passed::add)))).hasSize(IDS);
    assertThat(passed).isEqualTo(problems);
  }

  private static List<VersionInfo> drain(Stream<VersionInfo> info) {
    try (info) {
      return info.toList();
    }
  }
}

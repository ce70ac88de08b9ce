package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.JobOptions;
import dev.vhs.Problem;
import dev.vhs.Result;
import dev.vhs.StoreStats;
import dev.vhs.Variant;
import dev.vhs.VerifyOptions;
import dev.vhs.VerifyReport;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.internal.StoreEngine;
import dev.vhs.testkit.contract.EachVariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The laws of verification and statistics of large stores: segments, resumption and rate. */
abstract class EngineVerificationLaws extends EngineLaws {
  private static final int IDS = 30;

  EngineVerificationLaws(EngineContract contract) {
    super(contract);
  }

  /** Returns a store of some ids, of which every third dangles. */
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
    for (int i = 0; i < manyRows() / 2; i++) {
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

  /** Returns the result of work that is killed after each page, and goes on. */
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

  /** A rate is kept to: so many requests take so long at least, by the engine's own time. */
  @EachVariant
  void aRateIsKept(Variant variant) {
    withDanglingPointers(variant).close();
    PatientTime time = new PatientTime();
    StoreEngine engine = patient(freshBackend(variant), 0, time.environment(1));
    Duration begun = time.passed();
    VerifyOptions hundredASecond =
        VerifyOptions.DEFAULT.work(JobOptions.DEFAULT.rate(100).parallelism(1));
    assertThat(engine.maintenance().verify(hundredASecond, each -> {}).ids()).isEqualTo(IDS);
    assertThat(time.passed().minus(begun)).isGreaterThan(Duration.ofMillis(10 * (IDS - 2)));
  }
}

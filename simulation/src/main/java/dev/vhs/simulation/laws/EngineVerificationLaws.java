package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.JobOptions;
import dev.vhs.Location;
import dev.vhs.Problem;
import dev.vhs.Repair;
import dev.vhs.Result;
import dev.vhs.StoreStats;
import dev.vhs.Variant;
import dev.vhs.VerifyOptions;
import dev.vhs.VerifyReport;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.internal.StoreEngine;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.SupportsUndelete;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.faults.ForwardingObjectStore;
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
    assertThat(counted.ids()).isEqualTo(values.size());
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

  /** "the pointer still stands": it is read again before the repair, which is what takes long. */
  @EachVariant
  void aRowIsReadAgainBeforeItsRepair(Variant variant) {
    Vhs rival = tidy(variant);
    VersionInfo zero = rival.store(Codec.text()).init(ID, "zero");
    rival.store(Codec.text()).init("another id", "zero");
    backend(variant).objects().delete(zero.location().orElseThrow(), CALL);
    Backend sound = freshBackend(variant);
    List<Location> undeleted = new ArrayList<>();
    Backend undeleting =
        new Backend(
            sound.index(),
            new Undeleting(sound.objects(), undeleted),
            sound.prefix(),
            sound.name());
    Vhs vhs = open(builder(undeleting));
    List<Repair> journal = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    VerifyOptions repairing = VerifyOptions.DEFAULT.repair(journal::add);
    VerifyReport report =
        vhs.maintenance()
            .verify(
                repairing,
                problem -> {
                  problems.add(problem);
                  rival.store(Codec.text()).purge(ID);
                });
    assertThat(problems).extracting(Problem::kind).containsExactly(Problem.Kind.DANGLING);
    assertThat(report.repaired()).isZero();
    assertThat(journal).isEmpty();
    assertThat(undeleted).as("objects of rows that are gone").isEmpty();
    VersionInfo next = rival.store(Codec.text()).putLatest(ID, "next");
    backend(variant).objects().delete(next.location().orElseThrow(), CALL);
    vhs.maintenance().verify(repairing, problems::add);
    assertThat(undeleted).as("an object whose row stands").containsExactly(key(next, variant));
    assertThat(journal)
        .extracting(Repair::state)
        .containsExactly(Repair.State.BEGUN, Repair.State.IMPOSSIBLE);
  }

  private Location key(VersionInfo info, Variant variant) {
    return new Location(backend(variant).objects().traits().bucket(), key(info));
  }

  /** Objects that say that deleted ones may be brought back, and note which were asked for. */
  private static final class Undeleting extends ForwardingObjectStore implements SupportsUndelete {
    private final List<Location> asked;

    Undeleting(ObjectStore delegate, List<Location> asked) {
      super(delegate);
      this.asked = asked;
    }

    @Override
    public boolean undelete(Location location, long bytes, RequestContext context) {
      asked.add(location);
      return false;
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

package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.NoVersionExists;
import dev.vhs.OperationEvent;
import dev.vhs.RetentionPolicy;
import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.SweepOptions;
import dev.vhs.Variant;
import dev.vhs.VerifyOptions;
import dev.vhs.VersionConflict;
import dev.vhs.Versioned;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.StoreSettings;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.contract.Race;
import dev.vhs.testkit.faults.Fault;
import dev.vhs.testkit.faults.FaultScript;
import dev.vhs.testkit.faults.ForwardingObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;

/**
 * The witness: an index whose identity outlives a restore is not swept by after it was set back.
 * Where a restored index is another index, there is none.
 */
abstract class EngineWitnessLaws extends EngineLaws {
  private static final int LOST = 10;

  EngineWitnessLaws(EngineContract contract) {
    super(contract);
  }

  private boolean isNeeded(Variant variant) {
    return backend(variant).index().traits().keepsIdentityWhenRestored();
  }

  private void assumeNeeded(Variant variant) {
    Assumptions.assumeTrue(isNeeded(variant), "a restored index of this backend is another index");
  }

  /** The counters of the witness's objects. */
  private List<Long> objectCounters(Variant variant) {
    String root = underPrefix(variant, ".vhs/witness/");
    return backend(variant).objects().list(root, "", 100, CALL).objects().stream()
        .map(object -> Long.parseLong(object.location().key().substring(root.length())))
        .toList();
  }

  /** The counter of the witness's row; 0 where there is none. */
  private long rowCounter(Variant variant) {
    Row row = backend(variant).index().newest(Row.WITNESS_ID, Consistency.CONSISTENT, CALL);
    return row == null ? 0 : row.version();
  }

  private List<Row> allRows(Variant variant) {
    PointerIndex index = backend(variant).index();
    List<Row> rows = new ArrayList<>();
    String cursor = null;
    do {
      ScanPage page = index.scan(ScanRequest.all(100).from(cursor), CALL);
      rows.addAll(page.rows());
      cursor = page.cursor();
    } while (cursor != null);
    return rows;
  }

  /** Makes the index hold exactly the rows that it once held, as a copy that is put back does. */
  private void setBack(Variant variant, List<Row> rows) {
    PointerIndex index = backend(variant).index();
    for (Row row : allRows(variant)) {
      if (!rows.contains(row)) {
        assertThat(index.retire(Retirement.drop(row), CALL)).isTrue();
      }
    }
    List<Row> left = allRows(variant);
    for (Row row : rows) {
      if (!left.contains(row)) {
        Commit commit =
            Commit.of(List.of(row), index.traits().clock().instant().plus(Duration.ofHours(1)));
        assertThat(index.commit(commit, CALL)).isInstanceOf(CommitResult.Committed.class);
      }
    }
    assertThat(allRows(variant)).containsExactlyInAnyOrderElementsOf(rows);
  }

  /** Writes values to an index that is then set back to a moment before them. */
  private void loseValues(Variant variant) {
    try (Vhs before = tidy(variant)) {
      before.store(Codec.text()).init(ID, "zero");
    }
    List<Row> copy = allRows(variant);
    try (Vhs after = tidy(variant)) {
      for (int i = 0; i < LOST; i++) {
        after.store(Codec.text()).init("lost " + i, "value " + i);
      }
    }
    setBack(variant, copy);
  }

  private static void refuses(Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining("was set back")
        .hasMessageContaining("vhs adopt");
  }

  /** "gc, prune, purge and verify --repair must read both anew and refuse … until adopt". */
  @EachVariant
  void nothingIsDeletedByAnIndexThatWasSetBack(Variant variant) {
    assumeNeeded(variant);
    loseValues(variant);
    passGrace();
    assertThat(objects(variant)).hasSize(LOST + 1);
    Vhs vhs = tidy(variant);
    SweepOptions all = SweepOptions.DEFAULT.maxDelete(100);
    refuses(() -> vhs.maintenance().gc(all));
    refuses(() -> vhs.maintenance().gc(all.dryRun()));
    refuses(() -> vhs.store(Codec.text()).purge(ID));
    refuses(() -> vhs.maintenance().check());
    refuses(
        () -> vhs.maintenance().verify(VerifyOptions.DEFAULT.repair(repair -> {}), problem -> {}));
    if (variant == Variant.MULTI) {
      refuses(() -> vhs.store(Codec.text()).prune(ID, RetentionPolicy.newest(1)));
      refuses(() -> vhs.store(Codec.text()).previewPrune(ID, RetentionPolicy.newest(1)));
    }
    assertThat(vhs.maintenance().verify(false, problem -> {}).problems()).isZero();
    assertThat(vhs.store(Codec.text()).getLatest(ID).value()).isEqualTo("zero");
    assertThat(objects(variant)).hasSize(LOST + 1);
    vhs.maintenance().adopt();
    assertThat(vhs.maintenance().gc(all).deleted()).isEqualTo(LOST);
    assertThat(vhs.store(Codec.text()).getLatest(ID).value()).isEqualTo("zero");
    noOrphansAndNothingDangling(variant);
  }

  /** An index that lost its witness row altogether was set back to before the first. */
  @EachVariant
  void anIndexFromBeforeTheFirstWitnessIsNotSweptBy(Variant variant) {
    assumeNeeded(variant);
    try (Vhs before = tidy(variant)) {
      before.store(Codec.text()).init(ID, "zero");
    }
    List<Row> copy =
        allRows(variant).stream().filter(row -> !row.id().equals(Row.WITNESS_ID)).toList();
    setBack(variant, copy);
    refuses(() -> open(variant).maintenance().gc(SweepOptions.DEFAULT));
  }

  /**
   * "a write that notices says so once and goes on": and does not raise the witness, which would
   * hide it from the sweep.
   */
  @EachVariant
  void aWriteThatNoticesSaysSoOnceAndGoesOn(Variant variant) {
    assumeNeeded(variant);
    loseValues(variant);
    List<OperationEvent> events = new CopyOnWriteArrayList<>();
    try (Vhs vhs = open(builder(freshBackend(variant)).listener(events::add))) {
      VersionedStore<String> store = vhs.store(Codec.text());
      assertThat(store.putLatest(ID, "one").version()).isEqualTo(1);
      assertThat(store.init("lost 3", "again").version()).isZero();
    }
    assertThat(events)
        .filteredOn(event -> event.operation().equals("witness"))
        .singleElement()
        .satisfies(event -> assertThat(event.failure()).containsInstanceOf(StoreMismatch.class));
    refuses(() -> open(variant).maintenance().gc(SweepOptions.DEFAULT));
  }

  /** "(its cached guesses are dropped)", and so is what callers read before. */
  @EachVariant
  void aRunningProcessGoesOnFromAFreshRead(Variant variant) throws InterruptedException {
    assumeNeeded(variant);
    Environment environment = new PatientTime().environment(1);
    List<OperationEvent> events = new CopyOnWriteArrayList<>();
    StoreSettings settings =
        new StoreSettings().reclaimBeforeReturning(true).cacheBytes(1 << 20).listener(events::add);
    StoreEngine engine =
        closing(new StoreEngine(freshBackend(variant), settings, environment, Rules.SOUND));
    VersionedStore<String> store = engine.typed(Codec.text());
    store.init(ID, "zero");
    List<Row> copy = allRows(variant);
    open(variant).store(Codec.text()).init("another", "of another process");
    store.putLatest(ID, "lost");
    store.putLatest(ID, "lost");
    Versioned<String> lost = store.getLatest(ID);
    setBack(variant, copy);
    if (takesClock()) {
      clock().advance(Duration.ofSeconds(1));
    }
    environment.sleeper().sleep(Duration.ofHours(1));
    assertThat(store.putLatest(ID, "one").version()).isEqualTo(1);
    assertThatThrownBy(() -> store.replace(lost, "upon what was lost"))
        .isInstanceOf(VersionConflict.class);
    assertThat(store.getLatest(ID).value()).isEqualTo("one");
    assertThat(store.history(ID)).first().satisfies(info -> assertThat(info.version()).isOne());
    fails(NoVersionExists.class, ID, () -> store.get(ID, 2));
    environment.sleeper().sleep(Duration.ofHours(1));
    store.putLatest(ID, "two");
    assertThat(events.stream().flatMap(event -> event.failure().stream()))
        .filteredOn(StoreMismatch.class::isInstance)
        .as("said once")
        .hasSize(1);
  }

  /** "at the first write of a process, at most once an hour after that beside the writes". */
  @EachVariant
  void theWitnessRisesOnceAProcessAndOnceAnHour(Variant variant) throws InterruptedException {
    if (!isNeeded(variant)) {
      texts(variant).init(ID, "zero");
      assertThat(objectCounters(variant)).isEmpty();
      assertThat(rowCounter(variant)).isZero();
      return;
    }
    Environment environment = new PatientTime().environment(1);
    StoreEngine engine = patient(freshBackend(variant), 4096, environment);
    VersionedStore<String> store = engine.typed(Codec.text());
    assertThat(store.exists(ID)).isFalse();
    assertThat(rowCounter(variant)).as("after a read").isZero();
    store.init(ID, "zero");
    store.putLatest(ID, "one");
    assertThat(rowCounter(variant)).isEqualTo(1);
    texts(variant).putLatest(ID, "two");
    assertThat(rowCounter(variant)).as("after another process").isEqualTo(2);
    environment.sleeper().sleep(Duration.ofHours(1));
    store.putLatest(ID, "three");
    store.putLatest(ID, "four");
    engine.close();
    assertThat(rowCounter(variant)).as("after an hour").isEqualTo(3);
    assertThat(objectCounters(variant)).containsExactly(3L);
    assertThat(backend(variant).index().read(Row.WITNESS_ID, 2, Consistency.CONSISTENT, CALL))
        .as("the row before")
        .isNull();
  }

  /** "and at the start of every maintenance run": not of one that only looks. */
  @EachVariant
  void theWitnessRisesBeforeSomethingIsDeleted(Variant variant) {
    assumeNeeded(variant);
    texts(variant).init(ID, "zero");
    open(variant).maintenance().gc(SweepOptions.DEFAULT.dryRun());
    open(variant).maintenance().verify(false, problem -> {});
    open(variant).maintenance().check();
    assertThat(objectCounters(variant)).containsExactly(1L);
    open(variant).maintenance().gc(SweepOptions.DEFAULT);
    assertThat(objectCounters(variant)).containsExactly(2L);
    open(variant).maintenance().verify(VerifyOptions.DEFAULT.repair(repair -> {}), problem -> {});
    assertThat(objectCounters(variant)).containsExactly(3L);
    texts(variant).purge(ID);
    assertThat(objectCounters(variant)).containsExactly(4L);
    assertThat(rowCounter(variant)).isEqualTo(4);
  }

  /** A process that dies between row and object leaves a row above the object, as it may be. */
  @EachVariant
  void aRaiseThatBreaksOffIsNoSetBack(Variant variant) {
    assumeNeeded(variant);
    texts(variant).init(ID, "zero");
    FaultScript script = new FaultScript();
    script.always("put", Fault.FAIL);
    StoreEngine dying = patient(faulty(variant, script).backend(), 4096, 1);
    assertThatThrownBy(() -> dying.typed(Codec.text()).putLatest(ID, "one"))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(rowCounter(variant)).isEqualTo(2);
    assertThat(objectCounters(variant)).containsExactly(1L);
    assertThatCode(() -> open(variant).maintenance().check()).doesNotThrowAnyException();
    assertThat(texts(variant).putLatest(ID, "one").version()).isEqualTo(1);
    assertThat(objectCounters(variant)).containsExactly(3L);
  }

  /** A witness that rises while another process looks at it is no index that was set back. */
  @EachVariant
  void aRiseInBetweenIsNoSetBack(Variant variant) {
    assumeNeeded(variant);
    texts(variant).init(ID, "zero");
    Backend sound = freshBackend(variant);
    Backend interrupted =
        new Backend(
            sound.index(),
            new ForwardingObjectStore(sound.objects()) {
              @Override
              public ObjectPage list(
                  String prefix, String after, int limit, RequestContext context) {
                texts(variant).putLatest(ID, "before the listing");
                ObjectPage page = super.list(prefix, after, limit, context);
                texts(variant).putLatest(ID, "after the listing");
                return page;
              }
            },
            sound.prefix(),
            sound.name());
    assertThatCode(() -> open(builder(interrupted)).maintenance().check())
        .doesNotThrowAnyException();
  }

  /** Processes that raise it at once don't lower it, and none sees an index that was set back. */
  @EachVariant
  void racingProcessesRaiseIt(Variant variant) {
    assumeNeeded(variant);
    texts(variant).init(ID, "zero");
    AtomicBoolean ended = new AtomicBoolean();
    Race.run(
        writers(),
        i ->
            () -> {
              if (i == 0) {
                while (!ended.get()) {
                  open(variant).maintenance().check();
                }
                return true;
              }
              for (int n = 0; n < writesOfEach(); n++) {
                texts(variant).putLatest("id " + i, "value " + n);
              }
              ended.set(true);
              return true;
            });
    long counter = rowCounter(variant);
    assertThat(counter).isGreaterThan(1);
    assertThat(objectCounters(variant)).allMatch(each -> each <= counter);
    texts(variant).putLatest(ID, "last");
    assertThat(objectCounters(variant)).containsExactly(counter + 1);
    assertThat(rowCounter(variant)).isEqualTo(counter + 1);
  }
}

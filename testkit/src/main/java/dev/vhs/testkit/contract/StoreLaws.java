package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.Codec;
import dev.vhs.Location;
import dev.vhs.PruneReport;
import dev.vhs.Result;
import dev.vhs.RetentionPolicy;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.VhsException;
import dev.vhs.internal.StoreEngine;
import dev.vhs.internal.protocol.Rules;
import dev.vhs.internal.runtime.Environment;
import dev.vhs.internal.runtime.Settings;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.faults.CountingIndex;
import dev.vhs.testkit.faults.CountingObjectStore;
import dev.vhs.testkit.faults.FaultPlan;
import dev.vhs.testkit.faults.FaultyIndex;
import dev.vhs.testkit.faults.FaultyObjectStore;
import dev.vhs.testkit.faults.RequestLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of a store's promises have in common. */
abstract class StoreLaws {
  static final RequestContext CALL = RequestContext.unlimited();
  static final String ID = "an id";
  static final Duration GRACE = Duration.ofHours(24);

  /** What an {@link #orphan} holds. */
  static final String ORPHAN = "orphan";

  final StoreContract contract;

  StoreLaws(StoreContract contract) {
    this.contract = contract;
  }

  /** The backend of this test; again, another opening of the same. */
  final Backend backend(Variant variant) {
    return contract.closing(contract.open(variant));
  }

  /** A store over the backend of this test; again, another process that opens it. */
  final Vhs open(Variant variant) {
    return open(builder(contract.open(variant)));
  }

  final Vhs open(VhsBuilder builder) {
    return contract.closing(builder.open());
  }

  /** Settings that have patience with a slow machine. */
  static VhsBuilder builder(Backend backend) {
    return Vhs.builder(backend)
        .backOff(Duration.ofMillis(1), Duration.ofMillis(20))
        .callTimeout(Duration.ofMinutes(2))
        .conflictBudget(Duration.ofMinutes(2));
  }

  /** An engine over a backend whose time passes only while it waits. */
  final StoreEngine patient(Backend backend, int inlineItemBytes, long seed) {
    Settings settings = Settings.builder().inlineItemBytes(inlineItemBytes).build();
    return contract.closing(
        new StoreEngine(backend, settings, new PatientTime().environment(seed), Rules.SOUND));
  }

  /** A store whose requests are counted, bound to its identity by a first write. */
  final VersionedStore<String> counted(Variant variant, Settings.Builder settings, RequestLog log) {
    return countedEngine(variant, settings, log).typed(Codec.text());
  }

  /** An engine whose requests are counted, bound to its identity by a first write. */
  final StoreEngine countedEngine(Variant variant, Settings.Builder settings, RequestLog log) {
    Backend sound = contract.open(variant);
    Backend backend =
        new Backend(
            new CountingIndex(sound.index(), log),
            new CountingObjectStore(sound.objects(), log),
            sound.prefix(),
            sound.name());
    Environment machine = Environment.system();
    Environment environment =
        new Environment(
            machine.nanoTime(),
            machine.sleeper(),
            machine.random(),
            machine.writeIds(),
            new TrackedTasks(machine.tasks(), log));
    Settings chosen = settings.backOff(Duration.ofMillis(1), Duration.ofMillis(20)).build();
    StoreEngine engine =
        contract.closing(new StoreEngine(backend, chosen, environment, Rules.SOUND));
    engine.typed(Codec.text()).putLatest("bound", "");
    return engine;
  }

  /** A store whose values are all in objects. */
  final Vhs openWithoutInline(Variant variant) {
    return open(builder(contract.open(variant)).inlineItemBytes(0));
  }

  /** A store whose values are all in objects, and whose writes return when all is reclaimed. */
  final Vhs tidy(Variant variant) {
    return open(builder(contract.open(variant)).inlineItemBytes(0).reclaimInline(true));
  }

  final VersionedStore<String> texts(Variant variant) {
    return open(variant).store(Codec.text());
  }

  /** A backend of this test whose requests meet what a plan says. */
  final Faulty faulty(Variant variant, FaultPlan plan) {
    Backend sound = contract.open(variant);
    FaultyIndex index = new FaultyIndex(sound.index(), plan);
    FaultyObjectStore objects = new FaultyObjectStore(sound.objects(), plan);
    return new Faulty(new Backend(index, objects, sound.prefix(), sound.name()), index, objects);
  }

  /** A backend behind a network, and both ends of the network. */
  record Faulty(Backend backend, FaultyIndex index, FaultyObjectStore objects) {
    int letArrive() {
      return objects.letArrive() + index.letArrive();
    }
  }

  /** Moves time on by more than a store's grace period. */
  final void passGrace() {
    assumeTrue(contract.takesClock(), "the backend goes by a clock that a test can't move");
    contract.clock().advance(GRACE.plusSeconds(1));
  }

  /** A key of the store of this test: that, below the store's prefix. */
  final String underPrefix(Variant variant, String key) {
    String prefix = backend(variant).prefix();
    return prefix.isEmpty() ? key : prefix + "/" + key;
  }

  /** Uploads to a key below the store's prefix, as a writer does that dies before its commit. */
  final Location orphan(Variant variant, String key) throws IOException {
    return upload(variant, underPrefix(variant, key));
  }

  /** The same below a segment, to the key of a write; of each number another one. */
  final Location orphan(Variant variant, String segment, int number) throws IOException {
    return orphan(variant, segment + "/" + orphanWriteId(number));
  }

  /** The write id of an orphan; of each number another one. */
  static UUID orphanWriteId(int number) {
    return new UUID(0x0190_0000_0000_7000L, 1L << 63 | number);
  }

  /** Uploads to a key, wherever that is. */
  final Location upload(Variant variant, String key) throws IOException {
    Upload upload =
        Upload.builder(key, Body.of(SampleRows.text(ORPHAN)))
            .contentType("x/y")
            .ifAbsent(true)
            .build();
    Backend backend = backend(variant);
    assertThat(backend.objects().put(upload, CALL)).isTrue();
    return new Location(backend.objects().traits().bucket(), key);
  }

  /** Puts other bytes in the place of a version's object. */
  final void overwrite(Variant variant, VersionInfo info, byte[] bytes) throws IOException {
    Upload upload =
        Upload.builder(key(info), Body.of(Bytes.wrap(bytes))).contentType("x/y").build();
    assertThat(backend(variant).objects().put(upload, CALL)).isTrue();
  }

  /** The keys of all objects of values. */
  final Set<String> objects(Variant variant) {
    Backend backend = backend(variant);
    Set<String> keys = new TreeSet<>();
    String after = "";
    ObjectPage page;
    do {
      page = backend.objects().list("", after, 1000, CALL);
      for (ObjectInfo object : page.objects()) {
        after = object.location().key();
        if (!after.contains(".vhs/")) {
          keys.add(after);
        }
      }
    } while (!page.last());
    return keys;
  }

  /** The keys of all objects that a row names. */
  final Set<String> named(Variant variant) {
    Backend backend = backend(variant);
    Set<String> keys = new TreeSet<>();
    String cursor = null;
    do {
      ScanPage page = backend.index().scan(ScanRequest.all(500).from(cursor), CALL);
      for (Row row : page.rows()) {
        Location payload = row.payload();
        if (payload != null) {
          keys.add(payload.key());
        }
      }
      cursor = page.cursor();
    } while (cursor != null);
    return keys;
  }

  /** Checks that every object is named by a row, and every named object is there. */
  final void noOrphansAndNothingDangling(Variant variant) {
    assertThat(objects(variant)).as("objects, and those that rows name").isEqualTo(named(variant));
  }

  /** Prunes, and sees that a preview had said so, and had changed nothing. */
  final PruneReport pruned(VersionedStore<?> store, RetentionPolicy keep) {
    List<Row> before = rows(Variant.MULTI, ID);
    PruneReport preview = store.previewPrune(ID, keep);
    assertThat(rows(Variant.MULTI, ID)).isEqualTo(before);
    PruneReport done = store.prune(ID, keep);
    assertThat(preview).isEqualTo(done);
    return done;
  }

  /** The rows of an id, oldest first. */
  final List<Row> rows(Variant variant, String id) {
    Backend backend = backend(variant);
    List<Row> rows = new ArrayList<>();
    PageRequest request = PageRequest.oldestFirst(id, 500);
    RowPage page;
    do {
      page = backend.index().page(request, CALL);
      rows.addAll(page.rows());
      request = page.last() ? request : request.beyond(rows.get(rows.size() - 1).version());
    } while (!page.last());
    return rows;
  }

  final List<RowKind> kinds(Variant variant, String id) {
    return rows(variant, id).stream().map(Row::kind).toList();
  }

  static String key(VersionInfo info) {
    return info.location().orElseThrow().key();
  }

  /** Nothing was written, the store row included. */
  final void hasNoRows(Variant variant) {
    ScanPage page = backend(variant).index().scan(ScanRequest.all(1), CALL);
    assertThat(page.rows()).as("rows of a store that was never written").isEmpty();
    assertThat(page.cursor()).isNull();
  }

  /** What came of one id of a batch. */
  static <R> Result<R> result(Map<String, Result<R>> results, String id) {
    return Objects.requireNonNull(results.get(id), id);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Runs something that must fail so, about that id. */
  static <E extends VhsException> E fails(Class<E> type, String id, ThrowingCallable action) {
    E failure = catchThrowableOfType(type, action);
    assertThat(failure).as("a %s", type.getSimpleName()).isNotNull();
    assertThat(failure.id()).contains(id);
    assertThat(failure.getMessage()).contains(id);
    return failure;
  }
}

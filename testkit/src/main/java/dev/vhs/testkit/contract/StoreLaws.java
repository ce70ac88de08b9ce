package dev.vhs.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.Codec;
import dev.vhs.Compatibility;
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
import dev.vhs.testkit.faults.FaultPlan;
import dev.vhs.testkit.faults.FaultyIndex;
import dev.vhs.testkit.faults.FaultyObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;

/** The common part of the tests of a store's promises. */
public abstract class StoreLaws {
  protected static final RequestContext CALL = RequestContext.unlimited();
  protected static final String ID = "an id";
  protected static final Duration GRACE = Duration.ofHours(24);

  /** The text of an {@link #orphan}. */
  protected static final String ORPHAN = "orphan";

  private final StoreContract contract;

  /** Creates laws of the stores that a contract opens. */
  protected StoreLaws(StoreContract contract) {
    this.contract = contract;
  }

  /** Returns the clock that backends of this test were opened with. */
  protected final TestClock clock() {
    return contract.clock();
  }

  /** Returns whether the backends of this test go by {@link #clock()}. */
  protected final boolean takesClock() {
    return contract.takesClock();
  }

  /** Returns the program that writes rows by other means, if the backend's test has one. */
  protected final Optional<ForeignWriter> foreignWriter(Variant variant) {
    return contract.foreignWriter(variant);
  }

  /** Returns whether object keys may have empty segments. */
  protected final boolean takesEmptySegments() {
    return contract.takesEmptySegments();
  }

  /** Returns the size of the largest value that is streamed. */
  protected final long largeValueBytes() {
    return contract.largeValueBytes();
  }

  /** Returns the number of versions or ids that make a listing of several pages. */
  protected final int manyRows() {
    return contract.manyRows();
  }

  /** Returns the number of threads that write at once. */
  protected final int writers() {
    return contract.writers();
  }

  /** Returns the number of writes that each of them makes. */
  protected final int writesOfEach() {
    return contract.writesOfEach();
  }

  /**
   * Opens the backend of this test for a store, which will close it; a further call opens the same
   * one again.
   */
  protected final Backend freshBackend(Variant variant) {
    return contract.open(variant);
  }

  /** Closes something when the test ends, in the reverse order of these calls. */
  protected final <C extends AutoCloseable> C closing(C opening) {
    return contract.closing(opening);
  }

  /** Opens the backend of this test, and at each further call the same one again. */
  protected final Backend backend(Variant variant) {
    return contract.closing(contract.open(variant));
  }

  /**
   * Opens a store over the backend of this test; a further call is another process that opens it.
   */
  protected final Vhs open(Variant variant) {
    return open(builder(freshBackend(variant)));
  }

  protected final Vhs open(VhsBuilder builder) {
    return closing(builder.open());
  }

  /** Returns settings with long time limits, for slow machines. */
  protected static VhsBuilder builder(Backend backend) {
    return Vhs.builder(backend)
        .backOff(Duration.ofMillis(1), Duration.ofMillis(20))
        .callTimeout(Duration.ofMinutes(2))
        .conflictBudget(Duration.ofMinutes(2));
  }

  /** Opens a store whose values are all in objects. */
  protected final Vhs openWithoutInline(Variant variant) {
    return open(builder(freshBackend(variant)).inlineItemBytes(0));
  }

  /**
   * Opens a store whose values are all in objects, and whose writes delete replaced objects before
   * they return.
   */
  protected final Vhs tidy(Variant variant) {
    return open(builder(freshBackend(variant)).inlineItemBytes(0).reclaimBeforeReturning(true));
  }

  protected final VersionedStore<String> texts(Variant variant) {
    return open(variant).store(Codec.text());
  }

  protected final ForeignWriter table(Variant variant) {
    return foreignWriter(variant)
        .filter(ForeignWriter::putsIfNewer)
        .orElseGet(() -> Assumptions.abort("nobody puts items on a condition in this backend"));
  }

  /**
   * Returns the Scala client on the backend of this test, where a table is made before it is used.
   */
  protected final ScalaClient scala(Variant variant) {
    Backend backend = backend(variant);
    if (backend.index().identity(CALL) == null) {
      makeTable(variant);
    }
    return new ScalaClient(backend, table(variant));
  }

  /** Makes an index that is not there yet: the first shared write does. */
  private void makeTable(Variant variant) {
    shared(variant).store(Codec.text()).init("made", "by us");
  }

  /** Opens a store over the backend of this test, which the Scala client may share. */
  protected final Vhs shared(Variant variant) {
    return open(builder(freshBackend(variant)).compatibility(Compatibility.SCALA));
  }

  protected final VersionedStore<String> sharedTexts(Variant variant) {
    return shared(variant).store(Codec.text());
  }

  /** Returns a backend of this test whose requests meet the faults of a plan. */
  protected final Faulty faulty(Variant variant, FaultPlan plan) {
    Backend sound = freshBackend(variant);
    FaultyIndex index = new FaultyIndex(sound.index(), plan);
    FaultyObjectStore objects = new FaultyObjectStore(sound.objects(), plan);
    return new Faulty(new Backend(index, objects, sound.prefix(), sound.name()), index, objects);
  }

  /** A backend behind a network, and both ends of the network. */
  protected record Faulty(Backend backend, FaultyIndex index, FaultyObjectStore objects) {
    /** Lets the delayed requests arrive, and returns how many they were. */
    public int letArrive() {
      return objects.letArrive() + index.letArrive();
    }
  }

  /** Moves time on by more than a store's grace period. */
  protected final void passGrace() {
    assumeTrue(takesClock(), "the backend goes by a clock that a test can't move");
    clock().advance(GRACE.plusSeconds(1));
  }

  /** Returns a key below the prefix of this test's store. */
  protected final String underPrefix(Variant variant, String key) {
    String prefix = backend(variant).prefix();
    return prefix.isEmpty() ? key : prefix + "/" + key;
  }

  /** Uploads to a key below the store's prefix, as a writer does that dies before its commit. */
  protected final Location orphan(Variant variant, String key) throws IOException {
    return upload(variant, underPrefix(variant, key));
  }

  /** Uploads an orphan below a segment, to the key of a write; each number has another one. */
  protected final Location orphan(Variant variant, String segment, int number) throws IOException {
    return orphan(variant, segment + "/" + orphanWriteId(number));
  }

  /** Returns the write id of an orphan; each number has another one. */
  protected static UUID orphanWriteId(int number) {
    return new UUID(0x0190_0000_0000_7000L, 1L << 63 | number);
  }

  /** Uploads to a key as it is. */
  protected final Location upload(Variant variant, String key) throws IOException {
    Upload upload =
        Upload.builder(key, Body.of(Bytes.wrap(utf8(ORPHAN))))
            .contentType("x/y")
            .ifAbsent(true)
            .build();
    Backend backend = backend(variant);
    assertThat(backend.objects().put(upload, CALL)).isTrue();
    return new Location(backend.objects().traits().bucket(), key);
  }

  /** Puts other bytes in the place of a version's object. */
  protected final void overwrite(Variant variant, VersionInfo info, byte[] bytes)
      throws IOException {
    Upload upload =
        Upload.builder(key(info), Body.of(Bytes.wrap(bytes))).contentType("x/y").build();
    assertThat(backend(variant).objects().put(upload, CALL)).isTrue();
  }

  /** Returns the keys of all objects of values. */
  protected final Set<String> objects(Variant variant) {
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

  /** Returns the keys of all objects that a row names. */
  protected final Set<String> named(Variant variant) {
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
  protected final void noOrphansAndNothingDangling(Variant variant) {
    assertThat(objects(variant)).as("objects, and those that rows name").isEqualTo(named(variant));
  }

  /** Prunes, and requires that a preview said the same and changed nothing. */
  protected final PruneReport pruned(VersionedStore<?> store, RetentionPolicy keep) {
    List<Row> before = rows(Variant.MULTI, ID);
    PruneReport preview = store.previewPrune(ID, keep);
    assertThat(rows(Variant.MULTI, ID)).isEqualTo(before);
    PruneReport done = store.prune(ID, keep);
    assertThat(preview).isEqualTo(done);
    return done;
  }

  /** Returns the rows of an id, oldest first. */
  protected final List<Row> rows(Variant variant, String id) {
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

  protected final List<RowKind> kinds(Variant variant, String id) {
    return rows(variant, id).stream().map(Row::kind).toList();
  }

  protected static String key(VersionInfo info) {
    return info.location().orElseThrow().key();
  }

  /** Requires that nothing was written, the store row included. */
  protected final void hasNoRows(Variant variant) {
    ScanPage page = backend(variant).index().scan(ScanRequest.all(1), CALL);
    assertThat(page.rows()).as("rows of a store that was never written").isEmpty();
    assertThat(page.cursor()).isNull();
  }

  /** Returns the result of one id of a batch. */
  protected static <R> Result<R> result(Map<String, Result<R>> results, String id) {
    return Objects.requireNonNull(results.get(id), id);
  }

  protected static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Runs something that must fail with an exception of that type, about that id. */
  protected static <E extends VhsException> E fails(
      Class<E> type, String id, ThrowingCallable action) {
    E failure = catchThrowableOfType(type, action);
    assertThat(failure).as("a %s", type.getSimpleName()).isNotNull();
    assertThat(failure.id()).contains(id);
    assertThat(failure.getMessage()).contains(id);
    return failure;
  }
}

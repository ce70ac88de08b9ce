package dev.vhs.simulation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vhs.Codec;
import dev.vhs.Result;
import dev.vhs.ValueStream;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PointerIndex;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.SupportsBatchRead;
import dev.vhs.spi.Upload;
import dev.vhs.testkit.contract.EachVariant;
import dev.vhs.testkit.faults.ForwardingIndex;
import dev.vhs.testkit.faults.ForwardingObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * "notAfter is the start of the deciding read … plus the commit window, and at most the start of
 * the upload plus grace minus commit window minus tolerance": however long the read, the upload and
 * what lies between take.
 */
abstract class EngineDeadlineLaws extends EngineLaws {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration READING = Duration.ofMinutes(7);
  private static final Duration CHANGING = Duration.ofMinutes(5);
  private static final Duration LONG_UPLOAD = Duration.ofMinutes(22 * 60 + 30);

  private volatile Duration uploading = Duration.ofMinutes(3);
  private long cacheBytes;
  private final AtomicReference<@Nullable Commit> last = new AtomicReference<>();

  EngineDeadlineLaws(EngineContract contract) {
    super(contract);
  }

  /** A store whose reads of the newest row, and whose uploads, take minutes of the clock. */
  private Vhs slow(Variant variant, int inlineItemBytes) {
    assumeTrue(takesClock(), "the backend goes by a clock that a test can't move");
    Backend sound = freshBackend(variant);
    Backend slow =
        new Backend(
            sound.index() instanceof SupportsBatchRead batches
                ? new SlowBatches(sound.index(), batches)
                : new SlowIndex(sound.index()),
            new ForwardingObjectStore(sound.objects()) {
              @Override
              public boolean put(Upload upload, RequestContext context) throws IOException {
                clock().advance(uploading);
                return super.put(upload, context);
              }
            },
            sound.prefix(),
            sound.name());
    return open(builder(slow).inlineItemBytes(inlineItemBytes).cacheBytes(cacheBytes));
  }

  /** An index whose reads of newest rows take minutes of the clock. */
  private class SlowIndex extends ForwardingIndex {
    SlowIndex(PointerIndex delegate) {
      super(delegate);
    }

    @Override
    public @Nullable Row newest(String id, Consistency consistency, RequestContext context) {
      Row row = super.newest(id, consistency, context);
      clock().advance(READING);
      return row;
    }

    @Override
    public CommitResult commit(Commit commit, RequestContext context) {
      last.set(commit);
      return super.commit(commit, context);
    }
  }

  /** Such an index that reads many ids at once. */
  private final class SlowBatches extends SlowIndex implements SupportsBatchRead {
    private final SupportsBatchRead batches;

    SlowBatches(PointerIndex delegate, SupportsBatchRead batches) {
      super(delegate);
      this.batches = batches;
    }

    @Override
    public int maxBatchIds() {
      return batches.maxBatchIds();
    }

    @Override
    public Map<String, Result<Optional<Row>>> newest(
        Set<String> ids, Consistency consistency, RequestContext context) {
      Map<String, Result<Optional<Row>>> rows = batches.newest(ids, consistency, context);
      clock().advance(READING);
      return rows;
    }
  }

  private Instant notAfter() {
    Commit commit = last.get();
    assertThat(commit).as("a commit").isNotNull();
    return commit.notAfter();
  }

  /** A commit that follows a read is decided by it, and may be applied until a window after it. */
  @EachVariant
  void aCommitCountsFromTheBeginningOfItsRead(Variant variant) {
    VersionedStore<String> store = slow(variant, 4096).store(Codec.text());
    store.init(ID, "zero");
    Map<String, Function<VersionedStore<String>, VersionInfo>> writes = new LinkedHashMap<>();
    writes.put("putLatest", each -> each.putLatest(ID, "next"));
    writes.put("put", each -> each.put(ID, 100, "hundred"));
    writes.put(
        "update",
        each ->
            each.update(
                ID,
                value -> {
                  clock().advance(CHANGING);
                  return value + "!";
                }));
    writes.put(
        "updateMetadata",
        each ->
            each.updateMetadata(
                ID,
                before -> {
                  clock().advance(CHANGING);
                  return Map.of("a", "b");
                }));
    writes.put("delete", each -> each.delete(ID));
    writes.put("upsert", each -> each.upsert(ID, "again", value -> value));
    writes.forEach(
        (name, write) -> {
          Instant begun = clock().instant();
          write.apply(store);
          assertThat(notAfter()).as(name).isEqualTo(begun.plus(WINDOW));
        });
  }

  /** A row that a caller read is as old as the beginning of that read, whichever it was. */
  @EachVariant
  void aReplacementCountsFromTheBeginningOfItsRead(Variant variant) throws IOException {
    Vhs vhs = slow(variant, 4096);
    VersionedStore<String> store = vhs.store(Codec.text());
    store.init(ID, "zero");
    Map<String, Function<String, VersionInfo>> reads = new LinkedHashMap<>();
    reads.put("getLatest", id -> store.getLatest(id).info());
    reads.put("info", store::info);
    reads.put("getAll", id -> result(store.getAll(List.of(id)), id).get().info());
    reads.put("open", id -> opened(vhs, id));
    reads.forEach(
        (name, read) -> {
          Instant begun = clock().instant();
          VersionInfo info = read.apply(ID);
          clock().advance(CHANGING);
          store.replace(info, "after " + name);
          assertThat(notAfter()).as(name).isEqualTo(begun.plus(WINDOW));
        });
    Instant built = clock().instant();
    VersionInfo written = store.putLatest(ID, "written");
    clock().advance(CHANGING);
    store.replace(written, "upon a write");
    assertThat(notAfter())
        .as("a write counts as a read of what it wrote")
        .isEqualTo(built.plus(READING).plus(WINDOW));
  }

  /** A write from a cached pointer counts from the beginning of the read that it comes from. */
  @EachVariant
  void aGuessCountsFromTheBeginningOfItsRead(Variant variant) {
    cacheBytes = 1 << 20;
    texts(variant).init(ID, "zero");
    Vhs vhs = slow(variant, 4096);
    vhs.store(Codec.text()).putLatest("bound", "");
    Instant begun = clock().instant();
    vhs.store(Codec.text()).getLatest(ID);
    clock().advance(CHANGING);
    vhs.store(Codec.text()).putLatest(ID, "one");
    assertThat(vhs.cacheStats().guesses()).isEqualTo(1);
    assertThat(notAfter()).isEqualTo(begun.plus(WINDOW));
  }

  private static VersionInfo opened(Vhs vhs, String id) {
    try (ValueStream stream = vhs.streams().open(id)) {
      return stream.info();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** {@code init} reads nothing: it counts from the building of its commit, after the upload. */
  @EachVariant
  void aFirstVersionCountsFromItsCommit(Variant variant) {
    Vhs vhs = slow(variant, 0);
    vhs.store(Codec.text()).init("bound", "");
    Instant begun = clock().instant();
    vhs.store(Codec.text()).init(ID, "zero");
    assertThat(notAfter()).isBetween(begun, begun.plus(uploading).plus(WINDOW));
  }

  /** An upload that took nearly the grace period leaves little time for its commit. */
  @EachVariant
  void aCommitAfterALongUploadComesBeforeTheSweep(Variant variant) {
    Vhs vhs = slow(variant, 0);
    vhs.store(Codec.text()).init("bound", "");
    Duration tolerance = backend(variant).index().traits().clockTolerance();
    uploading = LONG_UPLOAD;
    Instant begun = clock().instant();
    assertThat(vhs.store(Codec.text()).init(ID, "zero").version()).isZero();
    assertThat(notAfter()).isEqualTo(begun.plus(GRACE).minus(WINDOW).minus(tolerance));
  }
}

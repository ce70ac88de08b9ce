package dev.vhs.testkit.contract;

import dev.vhs.Result;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.CommitResult.Committed;
import dev.vhs.spi.CommitResult.Conflict;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Content;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.SupportsBatchRead;
import dev.vhs.testkit.faults.ForwardingIndex;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An index with one defect. */
final class BrokenIndex extends ForwardingIndex implements SupportsBatchRead {
  private final MemoryPointerIndex memory;
  private final IndexDefect defect;
  private final Map<String, Row> before = new ConcurrentHashMap<>();
  private final Instant openedAt;
  private int closed;
  private int identities;

  BrokenIndex(MemoryPointerIndex memory, IndexDefect defect) {
    super(memory);
    this.memory = memory;
    this.defect = defect;
    this.openedAt = memory.traits().clock().instant();
  }

  private boolean is(IndexDefect other) {
    return defect == other;
  }

  private String stored(String id) {
    return switch (defect) {
      case FOLDS_CASE -> id.toLowerCase(Locale.ROOT);
      case NORMALISES_IDS -> Normalizer.normalize(id, Normalizer.Form.NFC);
      default -> id;
    };
  }

  private Row stored(Row row) {
    Content content = row.content();
    if (is(IndexDefect.FORGETS_METADATA) && content != null) {
      content = content.withMetadata(Map.of());
    }
    return row.toBuilder()
        .id(stored(row.id()))
        .content(content)
        .format(is(IndexDefect.READS_NEWER_FORMATS) ? Row.FORMAT : row.format())
        .build();
  }

  @Override
  public String identity(RequestContext context) {
    String identity = memory.identity(context);
    if (identity == null && is(IndexDefect.IS_CREATED_BY_READS)) {
      return "made by a read";
    }
    return identity != null && is(IndexDefect.CHANGES_ITS_IDENTITY)
        ? identity + identities++
        : identity;
  }

  @Override
  public Row newest(String id, Consistency consistency, RequestContext context) {
    if (is(IndexDefect.ANSWERS_STALE) && before.containsKey(id)) {
      return before.get(id);
    }
    if (is(IndexDefect.ORDERS_VERSIONS_AS_TEXT)) {
      return memory.page(PageRequest.oldestFirst(id, 1000), context).rows().stream()
          .max(Comparator.comparing(row -> Long.toString(row.version())))
          .orElse(null);
    }
    RequestContext counted = is(IndexDefect.COUNTS_NOTHING) ? RequestContext.unlimited() : context;
    return memory.newest(stored(id), consistency, counted);
  }

  @Override
  public int maxBatchIds() {
    return memory.maxBatchIds();
  }

  @Override
  public Map<String, Result<Optional<Row>>> newest(
      Set<String> ids, Consistency consistency, RequestContext context) {
    Map<String, Result<Optional<Row>>> rows = memory.newest(ids, consistency, context);
    rows.replaceAll(
        (id, row) -> Result.of(() -> Optional.ofNullable(newest(id, consistency, context))));
    if (is(IndexDefect.FAILS_BATCHES_AS_A_WHOLE)) {
      rows.values().forEach(Result::get);
    }
    if (is(IndexDefect.LEAVES_ABSENT_IDS_OUT_OF_BATCHES)) {
      rows.values().removeIf(row -> row.failure().isEmpty() && row.get().isEmpty());
    }
    return rows;
  }

  @Override
  public Row read(String id, long version, Consistency consistency, RequestContext context) {
    return memory.read(stored(id), version, consistency, context);
  }

  @Override
  public RowPage page(PageRequest request, RequestContext context) {
    RowPage page = memory.page(request, context);
    if (is(IndexDefect.NEVER_MARKS_THE_LAST_PAGE)) {
      return new RowPage(page.rows(), page.rows().isEmpty());
    }
    if (is(IndexDefect.REPEATS_THE_CURSOR) && request.beyond().isPresent()) {
      long beyond = request.beyond().getAsLong();
      Row again = memory.read(request.id(), beyond, request.consistency(), context);
      List<Row> rows = new ArrayList<>(page.rows());
      if (again != null && rows.size() < request.limit()) {
        rows.add(0, again);
      }
      return new RowPage(rows, page.last());
    }
    return page;
  }

  @Override
  public ScanPage scan(ScanRequest request, RequestContext context) {
    switch (defect) {
      case SCANS_IN_EVERY_SEGMENT -> {
        ScanRequest whole =
            new ScanRequest(
                0, 1, request.prefix(), request.cursor(), request.limit(), request.consistency());
        return memory.scan(whole, context);
      }
      case TAKES_PREFIXES_FOR_PATTERNS -> {
        String pattern = request.prefix().replace("%", ".*").replace('_', '.') + ".*";
        ScanRequest all =
            new ScanRequest(
                request.segment(),
                request.of(),
                "",
                request.cursor(),
                request.limit(),
                request.consistency());
        ScanPage page = memory.scan(all, context);
        List<Row> matching =
            page.rows().stream().filter(row -> row.id().matches("(?s)" + pattern)).toList();
        return new ScanPage(matching, page.cursor());
      }
      case HIDES_THE_STORE_ROW -> {
        ScanPage page = memory.scan(request, context);
        List<Row> visible =
            page.rows().stream().filter(row -> !row.id().equals(IdShapes.STORE_ROW)).toList();
        return new ScanPage(visible, page.cursor());
      }
      case SCANS_IDS_ONCE -> {
        ScanPage page = memory.scan(request, context);
        String last = page.rows().isEmpty() ? "" : page.rows().get(page.rows().size() - 1).id();
        return page.cursor() == null
            ? page
            : new ScanPage(page.rows(), Long.MAX_VALUE + "/" + last);
      }
      default -> {
        return memory.scan(request, context);
      }
    }
  }

  @Override
  public CommitResult commit(Commit asked, RequestContext context) {
    List<Row> rows = asked.rows().stream().map(this::stored).toList();
    Commit commit = asked.toBuilder().rows(rows).build();
    Row newest =
        is(IndexDefect.ANSWERS_STALE)
            ? memory.newest(commit.id(), Consistency.CONSISTENT, context)
            : null;
    if (newest != null) {
      before.put(commit.id(), newest);
    }
    RequestContext counted = is(IndexDefect.COUNTS_NOTHING) ? RequestContext.unlimited() : context;
    return switch (defect) {
      case FORGETS_THE_CONDITION -> plant(commit);
      case FORGETS_THE_REPLACED_ROW ->
          commit.replaces() == null ? memory.commit(commit, context) : plant(commit);
      case COMPARES_THE_WRITE_ID_ONLY -> comparingWriteId(commit, context);
      case FORGETS_THE_STANDING_ROW ->
          memory.commit(commit.toBuilder().rows(rows).standing(null).build(), context);
      case TAKES_A_TOMBSTONE_FOR_STANDING -> withTombstones(commit, context);
      case JUDGES_THE_STANDING_ROW_FIRST ->
          standingFails(commit) ? new Conflict(null, true) : memory.commit(commit, context);
      case JUDGES_ANOTHERS_ROW_FIRST -> anothersFirst(commit, memory.commit(commit, context));
      case HIDES_THE_ROW_IN_THE_WAY ->
          memory.commit(commit, context) instanceof Conflict
              ? new Conflict(null, true)
              : new Committed();
      case TEARS_COMMITS -> torn(commit, context);
      case CHECKS_BEFORE_IT_LOCKS -> unlocked(commit, context);
      case APPLIES_AFTER_NOT_AFTER ->
          memory.commit(
              commit.toBuilder().rows(rows).notAfter(Instant.MAX.minusSeconds(9)).build(), context);
      case READS_THE_CLOCK_EARLY ->
          openedAt.isAfter(commit.notAfter())
              ? new CommitResult.TooLate()
              : memory.commit(
                  commit.toBuilder().rows(rows).notAfter(Instant.MAX.minusSeconds(9)).build(),
                  context);
      case REFUSES_AND_APPLIES -> {
        CommitResult result = memory.commit(commit, context);
        if (context.remaining().isZero()) {
          throw new StoreUnavailable("no time left", null);
        }
        yield result;
      }
      default -> memory.commit(commit, counted);
    };
  }

  private CommitResult plant(Commit commit) {
    commit.rows().forEach(memory::plant);
    return new Committed();
  }

  private CommitResult comparingWriteId(Commit commit, RequestContext context) {
    Row there = memory.newest(commit.id(), Consistency.CONSISTENT, context);
    Row replaces = commit.replaces();
    return replaces != null && there != null && Objects.equals(there.writeId(), replaces.writeId())
        ? plant(commit)
        : memory.commit(commit, context);
  }

  private CommitResult withTombstones(Commit commit, RequestContext context) {
    Row standing = commit.standing();
    Row there = standing == null ? null : current(commit, standing.version());
    boolean deleted = there != null && there.kind() == RowKind.TOMBSTONE;
    return memory.commit(deleted ? commit.toBuilder().standing(null).build() : commit, context);
  }

  private boolean standingFails(Commit commit) {
    Row standing = commit.standing();
    Row there = standing == null ? null : current(commit, standing.version());
    return standing != null && (there == null || !there.stillHolds(standing));
  }

  private CommitResult anothersFirst(Commit commit, CommitResult result) {
    if (result instanceof Conflict) {
      for (Row row : commit.rows()) {
        Row there = current(commit, row.version());
        if (there != null && !Objects.equals(there.writeId(), row.writeId())) {
          return new Conflict(there, true);
        }
      }
    }
    return result;
  }

  private CommitResult torn(Commit commit, RequestContext context) {
    CommitResult result = new Committed();
    for (Row row : commit.rows()) {
      Commit one = commit.toBuilder().rows(List.of(row)).build();
      result = memory.commit(one, context);
      if (!(result instanceof Committed)) {
        return result;
      }
    }
    return result;
  }

  @SuppressWarnings("ThreadPriorityCheck") // widens the gap that the defect is
  private CommitResult unlocked(Commit commit, RequestContext context) {
    if (commit.replaces() != null) {
      return memory.commit(commit, context);
    }
    for (Row row : commit.rows()) {
      Row there = current(commit, row.version());
      if (there != null) {
        return new Conflict(there, true);
      }
    }
    Thread.yield();
    return plant(commit);
  }

  private Row current(Commit commit, long version) {
    return memory.traits().variant() == Variant.SINGLE
        ? memory.newest(commit.id(), Consistency.CONSISTENT, RequestContext.unlimited())
        : memory.read(commit.id(), version, Consistency.CONSISTENT, RequestContext.unlimited());
  }

  @Override
  public boolean retire(Retirement retirement, RequestContext context) {
    Row read = retirement.read();
    Row left = retirement.left();
    if (is(IndexDefect.RETIRES_WHATEVER_IS_THERE)) {
      Row there = memory.read(read.id(), read.version(), Consistency.CONSISTENT, context);
      return there != null
          && memory.retire(
              left == null ? Retirement.drop(there) : Retirement.marker(there), context);
    }
    if (is(IndexDefect.FORGETS_UP_TO_IN_MARKERS) && left != null && left.upTo() != null) {
      Row marker = SampleRows.pointer(left.id(), left.version(), left.writeId()).marker();
      return memory.retire(Retirement.of(read, marker), context);
    }
    return memory.retire(
        left == null ? Retirement.drop(stored(read)) : Retirement.of(stored(read), left), context);
  }

  @Override
  public void close() {
    if (closed++ > 0 && is(IndexDefect.FAILS_TO_CLOSE_TWICE)) {
      throw new IllegalStateException("closed already");
    }
  }
}

package dev.vhs.simulation;

import dev.vhs.Variant;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Commit;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reads of several rows, as an index without isolation answers them.
 *
 * <p>For a short time after a transaction of two rows each such read may miss one of the two,
 * mostly the newest. And a page is read row by row, in any order, while others write: each row is
 * as it was at some moment since the request was sent.
 */
final class TornReads {
  private static final long MIN_NANOS = 1_000_000;
  private static final long MAX_NANOS = 1_000_000_000;
  private static final double NEWEST_MISSING = 0.8;

  private static final long TORN = 5;

  private MemoryPointerIndex index;
  private final Scheduler scheduler;
  private final SeededRandom dice;
  private final Plan plan;
  private final double chance;
  private final Duration maxStale;
  private final Map<String, Torn> torn = new HashMap<>();
  private final Map<String, List<Change>> changes = new HashMap<>();

  /**
   * Reads that are not torn yet.
   *
   * @param chance how likely a transaction is one that is read torn for a while
   * @param maxStale how old at most is what an eventually consistent read shows
   */
  TornReads(
      MemoryPointerIndex index,
      Scheduler scheduler,
      SeededRandom dice,
      Plan plan,
      double chance,
      Duration maxStale) {
    this.maxStale = maxStale;
    this.index = index;
    this.scheduler = scheduler;
    this.dice = dice;
    this.plan = plan;
    this.chance = chance;
  }

  /** Reads from another index from now on: nothing of the one before shows any more. */
  void readFrom(MemoryPointerIndex other) {
    index = other;
    torn.clear();
    changes.clear();
  }

  /** A transaction of which reads may miss a version, until then. */
  private record Torn(long version, long until) {}

  /** A version whose row was changed, and what it was before. */
  private record Change(long at, long version, @Nullable Row before) {}

  /**
   * Notes that a row is about to be written or dropped, in the single-version variant in place of
   * another.
   */
  void changing(String id, long version) {
    List<Change> all = changes.computeIfAbsent(id, any -> new ArrayList<>());
    Row there = index.read(id, version, Consistency.CONSISTENT, RequestContext.unlimited());
    all.add(new Change(scheduler.now(), version, there));
    if (index.traits().variant() == Variant.SINGLE) {
      Row other = index.newest(id, Consistency.CONSISTENT, RequestContext.unlimited());
      if (other != null && other.version() != version) {
        all.add(new Change(scheduler.now(), other.version(), other));
      }
    }
  }

  /** Notes that a commit was applied. */
  void committed(Commit commit) {
    if (commit.rows().size() > 1
        && dice.chance(chance)
        && plan.keeps(SeededRandom.stream(dice.stream(), TORN))) {
      int row = dice.chance(NEWEST_MISSING) ? commit.rows().size() - 1 : 0;
      long until = scheduler.now() + dice.spread(MIN_NANOS, MAX_NANOS);
      torn.put(commit.id(), new Torn(commit.rows().get(row).version(), until));
    }
  }

  /** Returns the version that this one read does not see; -1 for none. */
  private long hidden(String id) {
    Torn there = torn.get(id);
    return there != null && scheduler.now() < there.until() && dice.nextBoolean()
        ? there.version()
        : -1;
  }

  @Nullable Row newest(String id, Consistency consistency) {
    if (consistency == Consistency.EVENTUAL) {
      Map.Entry<Long, Row> last = lately(id).lastEntry();
      return last == null ? null : last.getValue();
    }
    List<Row> rows = page(PageRequest.newestFirst(id, 1), scheduler.now()).rows();
    return rows.isEmpty() ? null : rows.get(0);
  }

  @Nullable Row read(String id, long version, Consistency consistency) {
    return consistency == Consistency.EVENTUAL
        ? lately(id).get(version)
        : index.read(id, version, consistency, RequestContext.unlimited());
  }

  /** Returns the rows of an id as they were a short while ago. */
  private NavigableMap<Long, Row> lately(String id) {
    long most = maxStale.toNanos();
    long ago = dice.nextBoolean() ? dice.spread(MIN_NANOS, most) : dice.nextLong(most);
    long moment = Math.max(0, scheduler.now() - ago);
    NavigableMap<Long, Row> rows = rows(id);
    blur(rows, since(id, moment), moment, moment);
    return rows;
  }

  private NavigableMap<Long, Row> rows(String id) {
    NavigableMap<Long, Row> rows = new TreeMap<>();
    PageRequest all = PageRequest.oldestFirst(id, Integer.MAX_VALUE - 1);
    index.page(all, RequestContext.unlimited()).rows().forEach(row -> rows.put(row.version(), row));
    return rows;
  }

  /**
   * Returns a page.
   *
   * @param began when its request was sent
   */
  RowPage page(PageRequest request, long began) {
    if (request.consistency() == Consistency.EVENTUAL) {
      return cut(lately(request.id()), request);
    }
    long hidden = hidden(request.id());
    List<Change> recent = recent(request.id(), began);
    if (hidden < 0 && recent.isEmpty()) {
      return index.page(request, RequestContext.unlimited());
    }
    NavigableMap<Long, Row> rows = rows(request.id());
    blur(rows, recent, began, scheduler.now());
    rows.remove(hidden);
    return cut(rows, request);
  }

  private static RowPage cut(NavigableMap<Long, Row> all, PageRequest request) {
    NavigableMap<Long, Row> rows =
        request.order() == PageRequest.Order.FALLING ? all.descendingMap() : all;
    if (request.beyond().isPresent()) {
      rows = rows.tailMap(request.beyond().getAsLong(), false);
    }
    List<Row> page = rows.values().stream().limit(request.limit()).toList();
    return new RowPage(page, page.size() == rows.size());
  }

  /**
   * Returns what reads that began then may see as it was before; they see the one row of a
   * single-version id whole.
   */
  private List<Change> recent(String id, long began) {
    return index.traits().variant() == Variant.MULTI ? since(id, began) : List.of();
  }

  private List<Change> since(String id, long began) {
    return changes.getOrDefault(id, List.of()).stream()
        .filter(change -> change.at() > began)
        .toList();
  }

  /** Puts each row back to what it was at some moment between two. */
  private void blur(Map<Long, Row> rows, List<Change> recent, long from, long to) {
    Map<Long, @Nullable Row> seen = new HashMap<>();
    Map<Long, Long> moments = new HashMap<>();
    for (Change change : recent) {
      long moment = moments.computeIfAbsent(change.version(), any -> dice.nextLong(from, to + 1));
      if (change.at() > moment && !seen.containsKey(change.version())) {
        seen.put(change.version(), change.before());
      }
    }
    seen.forEach(
        (version, row) -> {
          if (row == null) {
            rows.remove(version);
          } else {
            rows.put(version, row);
          }
        });
  }

  /**
   * Returns some rows of a scan.
   *
   * @param began when its request was sent
   */
  ScanPage scan(ScanRequest request, long began) {
    ScanPage page = index.scan(request, RequestContext.unlimited());
    if (torn.isEmpty() && changes.isEmpty()) {
      return page;
    }
    List<Row> rows = new ArrayList<>();
    for (Row row : page.rows()) {
      Map<Long, Row> one = new HashMap<>(Map.of(row.version(), row));
      List<Change> recent =
          recent(row.id(), began).stream()
              .filter(change -> change.version() == row.version())
              .toList();
      blur(one, recent, began, scheduler.now());
      one.remove(hidden(row.id()));
      one.values().stream().filter(Objects::nonNull).forEach(rows::add);
    }
    return new ScanPage(rows, page.cursor());
  }
}

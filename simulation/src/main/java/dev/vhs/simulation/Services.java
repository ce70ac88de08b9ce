package dev.vhs.simulation;

import dev.vhs.Location;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.ObjectPage;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two services that all clients share. Whatever changes anything goes through here, at the
 * moment at which it takes effect, and is entered in the history.
 */
final class Services {
  private static final double SHORT_PAGES = 0.5;
  private static final int MAX_ON_SHORT_PAGE = 3;

  private MemoryPointerIndex index;
  private final SimulatedBucket bucket;
  private final TornReads torn;
  private final History history;
  private final SeededRandom dice;

  /**
   * Services without rows.
   *
   * @param history where changes of rows are entered
   */
  Services(
      MemoryPointerIndex index,
      SimulatedBucket bucket,
      TornReads torn,
      History history,
      SeededRandom dice) {
    this.index = index;
    this.bucket = bucket;
    this.torn = torn;
    this.history = history;
    this.dice = dice;
  }

  MemoryPointerIndex index() {
    return index;
  }

  SimulatedBucket bucket() {
    return bucket;
  }

  /** Returns all rows as they are now. */
  List<Row> rows() {
    return index.scan(ScanRequest.all(Integer.MAX_VALUE - 1), RequestContext.unlimited()).rows();
  }

  /**
   * Puts another index in the place of this one, with rows that it once had, or none.
   *
   * @param other the index that takes its place, empty
   * @param identity the other's own, from its first row on
   */
  void replaceIndex(MemoryPointerIndex other, String identity, List<Row> rows) {
    rows.forEach(other::plant);
    index = other;
    torn.readFrom(other);
    history.add(new Event.TableLost(List.copyOf(rows), identity));
  }

  @Nullable Row newest(String id, Consistency consistency) {
    return torn.newest(id, consistency);
  }

  @Nullable Row read(String id, long version, Consistency consistency) {
    return torn.read(id, version, consistency);
  }

  /** Puts a row as a program does that knows nothing of the protocol. */
  void plant(Row row) {
    torn.changing(row.id(), row.version());
    index.plant(row);
    history.add(new Event.Foreign(row));
  }

  /** Puts an item as the Scala client does, on its condition; whether it was put. */
  boolean put(String id, long version, Location payload) {
    torn.changing(id, version);
    boolean done = index.foreignPutIfNewer(id, version, payload);
    if (done) {
      history.add(new Event.Foreign(Row.foreign(id, version, payload)));
    }
    return done;
  }

  /**
   * Returns a page.
   *
   * @param began when its request was sent
   */
  RowPage page(PageRequest request, long began) {
    return torn.page(
        new PageRequest(
            request.id(),
            request.order(),
            request.beyond(),
            shorter(request.limit()),
            request.consistency()),
        began);
  }

  /**
   * Returns some rows of a scan.
   *
   * @param began when its request was sent
   */
  ScanPage scan(ScanRequest request, long began) {
    return torn.scan(
        new ScanRequest(
            request.segment(),
            request.of(),
            request.prefix(),
            request.cursor(),
            shorter(request.limit()),
            request.consistency()),
        began);
  }

  ObjectPage list(String prefix, String after, int limit) {
    return bucket.objects().list(prefix, after, shorter(limit), RequestContext.unlimited());
  }

  /**
   * Returns how many rows a page holds, which may be fewer than were asked for: what happens
   * between two pages matters.
   */
  private int shorter(int limit) {
    return dice.chance(SHORT_PAGES) ? Math.min(limit, 1 + dice.nextInt(MAX_ON_SHORT_PAGE)) : limit;
  }

  CommitResult commit(int operation, Commit commit) {
    changing(commit);
    CommitResult result = index.commit(commit, RequestContext.unlimited());
    if (result instanceof CommitResult.Committed) {
      entered(operation, commit);
    } else {
      history.remark(operation, () -> "refused " + Describe.commit(commit) + ": " + result);
    }
    return result;
  }

  /** Writes the rows of a commit whatever is there: what no index may do, for a mutant. */
  CommitResult overwrite(int operation, Commit commit) {
    if (index.traits().clock().instant().isAfter(commit.notAfter())) {
      return new CommitResult.TooLate();
    }
    changing(commit);
    commit.rows().forEach(index::plant);
    entered(operation, commit);
    return new CommitResult.Committed();
  }

  /**
   * Enters what a commit is about to change; what a refused one leaves as it was is entered too,
   * which does no harm.
   */
  private void changing(Commit commit) {
    commit.rows().forEach(row -> torn.changing(row.id(), row.version()));
  }

  private void entered(int operation, Commit commit) {
    history.add(new Event.Committed(operation, commit.rows()));
    torn.committed(commit);
  }

  boolean retire(int operation, Retirement retirement) {
    Row read = retirement.read();
    torn.changing(read.id(), read.version());
    boolean stood = index.retire(retirement, RequestContext.unlimited());
    if (stood) {
      history.add(new Event.Retired(operation, read, retirement.left()));
    } else {
      history.remark(operation, () -> "not retired: " + Describe.row(read));
    }
    return stood;
  }
}

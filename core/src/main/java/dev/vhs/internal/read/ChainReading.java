package dev.vhs.internal.read;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The readings of all rows of one id. */
public final class ChainReading {
  /** The largest number of rows that a page asks for. */
  public static final int PAGE_ROWS = 256;

  /**
   * The number of rows that the first page from the newest asks for: a row is paid for by its size,
   * read or not.
   */
  private static final int FIRST_PAGE_ROWS = 16;

  /** The factor by which the next page is larger. */
  private static final int PAGE_GROWTH = 4;

  private static final int TRIES = 3;

  private final StoreContext store;

  public ChainReading(StoreContext store) {
    this.store = store;
  }

  /** Returns the rows of an id, page by page; they are no snapshot. */
  public Iterator<Row> rows(PageRequest request, OperationContext context) {
    return new Rows(request, context);
  }

  /**
   * Returns the rows of an id below a version, oldest first, with those that a read of several rows
   * did not show: wherever the chain breaks off, the row that should come next is looked for by
   * itself.
   */
  public Iterator<Row> wholeBelow(String id, long version, OperationContext context) {
    return new WholeRows(
        id, version, rows(PageRequest.oldestFirst(id, PAGE_ROWS), context), context);
  }

  /**
   * Returns those of some objects that no row of an id names, for good. It reads right before they
   * are deleted.
   *
   * <p>Pages and rows are no snapshot: a restore may move an object's name upwards between two
   * pages, and the newest row of a transaction may not show yet. So rows are read oldest first, and
   * wherever the chain breaks off, the row that should come next is looked for by itself; if it is
   * there, everything is read again.
   *
   * @return empty where the rows kept changing for too long, so that nothing is certain
   */
  public Optional<Set<Location>> unnamed(
      String id, Collection<Location> candidates, OperationContext context) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Set<Location> left = new HashSet<>(candidates);
      if (store.variant() == Variant.SINGLE) {
        store
            .index()
            .page(PageRequest.oldestFirst(id, 1), context.forRequest())
            .rows()
            .forEach(row -> remove(left, row));
        return Optional.of(left);
      }
      if (isWhole(id, left, context)) {
        return Optional.of(left);
      }
    }
    return Optional.empty();
  }

  /**
   * Removes the objects that rows name; returns false if a row came to light that the reading had
   * missed.
   */
  private boolean isWhole(String id, Set<Location> left, OperationContext context) {
    Row previous = null;
    for (Iterator<Row> rows = rows(PageRequest.oldestFirst(id, PAGE_ROWS), context);
        rows.hasNext(); ) {
      Row row = rows.next();
      if (previous == null
          ? row.version() != 0 && isThere(id, 0, context)
          : missed(previous, row, context)) {
        return false;
      }
      remove(left, row);
      previous = row;
    }
    return previous == null ? !isThere(id, 0, context) : !missed(previous, null, context);
  }

  private boolean missed(Row row, @Nullable Row next, OperationContext context) {
    return store.rules().mustProbe(row, next)
        && isThere(row.id(), store.rules().successor(row), context);
  }

  private boolean isThere(String id, long version, OperationContext context) {
    return store.index().read(id, version, Consistency.CONSISTENT, context.forRequest()) != null;
  }

  private static void remove(Set<Location> left, Row row) {
    if (row.payload() != null) {
      left.remove(row.payload());
    }
  }

  /** The rows of a request. Pages are read as they are needed, each larger than the one before. */
  private final class Rows implements Iterator<Row> {
    private final OperationContext context;
    private PageRequest request;
    private RowPage page;
    private int position;

    Rows(PageRequest request, OperationContext context) {
      this.context = context;
      this.request = request;
      this.page = store.index().page(request, context.forRequest());
    }

    @Override
    public boolean hasNext() {
      while (position == page.rows().size()) {
        if (page.last()) {
          return false;
        }
        int more = Math.min(PAGE_ROWS, PAGE_GROWTH * request.limit());
        request = request.beyond(page.rows().get(position - 1).version()).limitedTo(more);
        page = store.index().page(request, context.forRequest());
        position = 0;
      }
      return true;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return Asked.of(request.id(), page.rows().get(position++));
    }
  }

  /**
   * Returns the rows of an id below a version, newest first, with the version of a filler that a
   * read of several rows did not show yet.
   */
  public Iterator<Row> settledRows(
      String id, OptionalLong before, Consistency consistency, OperationContext context) {
    return new SettledRows(before, rows(newestFirst(id, before, consistency), context), context);
  }

  /** The rows of an id, with those that a torn read left out. */
  private final class SettledRows implements Iterator<Row> {
    private final OperationContext context;
    private final Iterator<Row> rows;
    private long above;
    private @Nullable Row held;

    SettledRows(OptionalLong before, Iterator<Row> rows, OperationContext context) {
      this.above = before.orElse(Long.MAX_VALUE);
      this.rows = rows;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      return held != null || rows.hasNext();
    }

    @Override
    public Row next() {
      Row row = held;
      held = null;
      if (row == null) {
        row = rows.next();
        Long upTo = row.upTo();
        if (upTo != null && upTo < above) {
          Row missed =
              store.index().read(row.id(), upTo, Consistency.CONSISTENT, context.forRequest());
          if (missed != null) {
            held = row;
            row = missed;
          }
        }
      }
      above = row.version();
      return row;
    }
  }

  /** The rows of an id, with those that were missing between the rows read. */
  private final class WholeRows implements Iterator<Row> {
    private final String id;
    private final long end;
    private final Iterator<Row> rows;
    private final OperationContext context;
    private long expected;
    private @Nullable Row previous;
    private @Nullable Row read;
    private @Nullable Row following;

    WholeRows(String id, long end, Iterator<Row> rows, OperationContext context) {
      this.id = id;
      this.end = end;
      this.rows = rows;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      if (following == null) {
        following = advance();
      }
      return following != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = Objects.requireNonNull(following);
      following = null;
      return row;
    }

    private @Nullable Row advance() {
      Row row = read != null ? read : rows.hasNext() ? rows.next() : null;
      read = null;
      boolean breaksOff = previous == null || store.rules().mustProbe(previous, row);
      if (breaksOff && expected < end && (row == null || row.version() > expected)) {
        Row missed = store.index().read(id, expected, Consistency.CONSISTENT, context.forRequest());
        if (missed != null) {
          read = row;
          row = missed;
        }
      }
      if (row == null || row.version() >= end) {
        return null;
      }
      previous = row;
      expected = store.rules().successor(row);
      return row;
    }
  }

  /** Returns a request for the rows of an id below a version, newest first. */
  public static PageRequest newestFirst(String id, OptionalLong before, Consistency consistency) {
    return new PageRequest(id, PageRequest.Order.FALLING, before, FIRST_PAGE_ROWS, consistency);
  }
}

package dev.vhs.internal.read;

import dev.vhs.CorruptValue;
import dev.vhs.Scan;
import dev.vhs.VersionInfo;
import dev.vhs.internal.commit.StoreContext;
import dev.vhs.internal.protocol.RowInfo;
import dev.vhs.internal.runtime.OperationContext;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import dev.vhs.spi.UnreadableRow;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The walk through an index, page by page. */
public final class IndexScan {
  private static final int PAGE_ROWS = 1000;
  private static final int SAMPLE_ROWS = 25;

  private IndexScan() {}

  /** Returns a few rows for a look at them, at least one where there is one. */
  public static ScanPage some(StoreContext store, OperationContext context) {
    ScanRequest request = ScanRequest.all(SAMPLE_ROWS);
    ScanPage page = store.index().scan(request, context.forRequest());
    while (page.isEmpty() && page.cursor() != null) {
      page = store.index().scan(request.from(page.cursor()), context.forRequest());
    }
    return page;
  }

  /** Returns the newest version of each id that a scan selects. */
  static Stream<VersionInfo> newest(
      StoreContext store,
      Reader reader,
      Scan scan,
      Consistency consistency,
      OperationContext context) {
    ScanRequest request =
        new ScanRequest(scan.segment(), scan.of(), scan.prefix(), null, PAGE_ROWS, consistency);
    Iterator<Row> rows = new Rows(store, request, Unreadable.of(scan), context);
    return StreamSupport.stream(
        new Spliterators.AbstractSpliterator<>(
            Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE) {
          private @Nullable Row last;

          @Override
          public boolean tryAdvance(Consumer<? super VersionInfo> action) {
            while (true) {
              Row newest = nextNewest();
              if (newest == null) {
                return false;
              }
              Row settled = settled(newest);
              if (settled != null && isWanted(settled, scan)) {
                action.accept(RowInfo.of(settled, null));
                return true;
              }
            }
          }

          /**
           * Returns the row that the newest one stands for; null where it is gone, or can't be
           * read.
           */
          private @Nullable Row settled(Row newest) {
            try {
              return reader.settle(newest, context);
            } catch (CorruptValue e) {
              scan.passedOver().orElseThrow(() -> e).accept(Unreadable.problem(e));
              return null;
            }
          }

          /** Returns the last row of the next id; null at the end. */
          private @Nullable Row nextNewest() {
            while (rows.hasNext()) {
              Row row = rows.next();
              Row before = last;
              last = row;
              if (before != null && !before.id().equals(row.id())) {
                return before;
              }
            }
            Row before = last;
            last = null;
            return before;
          }
        },
        false);
  }

  private static boolean isWanted(Row row, Scan scan) {
    return row.kind() == RowKind.VALUE
        || (row.kind() == RowKind.TOMBSTONE && scan.isIncludingDeleted());
  }

  /** The rows of a scan, whose pages are read as they are needed. */
  private static final class Rows implements Iterator<Row> {
    private final StoreContext store;
    private final ScanRequest request;
    private final Consumer<UnreadableRow> unreadable;
    private final OperationContext context;
    private @Nullable ScanPage page;
    private int position;

    Rows(
        StoreContext store,
        ScanRequest request,
        Consumer<UnreadableRow> unreadable,
        OperationContext context) {
      this.store = store;
      this.request = request;
      this.unreadable = unreadable;
      this.context = context;
    }

    @Override
    public boolean hasNext() {
      ScanPage current = page;
      while (current == null || position == current.rows().size()) {
        if (current != null && current.cursor() == null) {
          return false;
        }
        current =
            store
                .index()
                .scan(
                    request.from(current == null ? null : current.cursor()), context.forRequest());
        page = current;
        position = 0;
        current.unreadable().forEach(unreadable);
      }
      return true;
    }

    @Override
    public Row next() {
      if (!hasNext() || page == null) {
        throw new NoSuchElementException();
      }
      return page.rows().get(position++);
    }
  }
}

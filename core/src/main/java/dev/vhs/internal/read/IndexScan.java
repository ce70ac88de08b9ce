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

/** Goes through an index, page by page. */
public final class IndexScan {
  private static final int PAGE_ROWS = 1000;
  private static final int SAMPLE_ROWS = 25;

  private IndexScan() {}

  /** Some rows, one at least where there is one, and few: they are only looked at. */
  public static ScanPage some(StoreContext engine, OperationContext context) {
    ScanRequest request = ScanRequest.all(SAMPLE_ROWS);
    ScanPage page = engine.index().scan(request, context);
    while (page.isEmpty() && page.cursor() != null) {
      page = engine.index().scan(request.from(page.cursor()), context);
    }
    page.unreadable().forEach(Unreadable.passedOver(problem -> {}));
    return page;
  }

  /** The newest version of each id that a scan selects. */
  static Stream<VersionInfo> newest(
      StoreContext engine,
      Reader reader,
      Scan scan,
      Consistency consistency,
      OperationContext context) {
    ScanRequest request =
        new ScanRequest(scan.segment(), scan.of(), scan.prefix(), null, PAGE_ROWS, consistency);
    Iterator<Row> rows = new Rows(engine, request, Unreadable.of(scan), context);
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

          /** The row that the newest one stands for; null where it is gone, or can't be read. */
          private @Nullable Row settled(Row newest) {
            try {
              return reader.settle(newest, context);
            } catch (CorruptValue e) {
              scan.passedOver().orElseThrow(() -> e).accept(Unreadable.problem(e));
              return null;
            }
          }

          /** The last row of the next id; null at the end. */
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

  /** Reads pages as they are needed. */
  private static final class Rows implements Iterator<Row> {
    private final StoreContext engine;
    private final ScanRequest request;
    private final Consumer<UnreadableRow> unreadable;
    private final OperationContext context;
    private @Nullable ScanPage page;
    private int position;

    Rows(
        StoreContext engine,
        ScanRequest request,
        Consumer<UnreadableRow> unreadable,
        OperationContext context) {
      this.engine = engine;
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
            engine.index().scan(request.from(current == null ? null : current.cursor()), context);
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

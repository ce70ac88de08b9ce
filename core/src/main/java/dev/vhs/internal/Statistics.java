package dev.vhs.internal;

import dev.vhs.StoreStats;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.ScanPage;
import org.jspecify.annotations.Nullable;

/** Counts what a store holds, by its index. */
final class Statistics {
  private final LongWork work;
  private long ids;
  private long deleted;
  private long versions;
  private long inline;
  private long bytes;
  private long stored;
  private long others;
  private long unreadable;

  Statistics(LongWork work) {
    this.work = work;
  }

  StoreStats run() {
    SegmentedScan scan = SegmentedScan.ofSegment(work, null);
    scan.run(
        any -> new Part(),
        () -> work.tell("stats", versions, () -> Checkpoint.of("stats", "", work.options())));
    return new StoreStats(ids, deleted, versions, inline, bytes, stored, others, unreadable);
  }

  /** Counts the rows of one part, whose ids are in no other. */
  private final class Part implements SegmentedScan.Visitor {
    private @Nullable Row previous;

    @Override
    public Runnable page(ScanPage page) {
      return () -> {
        unreadable += page.unreadable().size();
        page.rows().stream().filter(row -> row.kind() != RowKind.STORE).forEach(this::count);
        if (page.cursor() == null && previous != null) {
          countNewest(previous);
        }
      };
    }

    private void count(Row row) {
      if (previous != null && !previous.id().equals(row.id())) {
        countNewest(previous);
      }
      previous = row;
      if (row.kind() != RowKind.VALUE) {
        others++;
        return;
      }
      versions++;
      inline += row.value() == null ? 0 : 1;
      Content content = row.content();
      if (content != null) {
        bytes = sum(bytes, content.size());
        stored = sum(stored, content.storedSize());
      }
    }

    private void countNewest(Row newest) {
      ids += newest.kind() == RowKind.VALUE ? 1 : 0;
      deleted += newest.kind() == RowKind.TOMBSTONE ? 1 : 0;
    }
  }

  /** As much as a number holds, where rows say absurd sizes. */
  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}

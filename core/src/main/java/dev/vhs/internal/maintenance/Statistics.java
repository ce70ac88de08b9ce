package dev.vhs.internal.maintenance;

import dev.vhs.StoreStats;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Content;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowKind;
import dev.vhs.spi.ScanPage;
import org.jspecify.annotations.Nullable;

/** The counts of what a store holds, by its index. */
public final class Statistics {
  private static final String WORK = "stats";

  private final Job work;
  private final String identity;
  private final @Nullable Checkpoint resumed;
  private long ids;
  private long deleted;
  private long versions;
  private long inline;
  private long bytes;
  private long stored;
  private long deletions;
  private long bookkeeping;
  private long unreadable;

  /**
   * Creates the counting, which has not begun.
   *
   * @param identity the identity of the index
   */
  public Statistics(Job work, String identity) {
    this.work = work;
    this.identity = identity;
    this.resumed = Checkpoint.resumed(WORK, identity, work.options());
    if (resumed != null) {
      load(resumed);
    }
  }

  public StoreStats run() {
    SegmentedScan scan = SegmentedScan.ofSegment(work, resumed);
    scan.run(Part::new, () -> work.tell(WORK, versions, () -> checkpoint(scan)));
    return StoreStats.builder()
        .ids(ids)
        .deletedIds(deleted)
        .versions(versions)
        .inline(inline)
        .bytes(bytes)
        .storedBytes(stored)
        .deletions(deletions)
        .bookkeepingRows(bookkeeping)
        .unreadable(unreadable)
        .build();
  }

  private void load(Checkpoint checkpoint) {
    ids = checkpoint.number("ids");
    deleted = checkpoint.number("deleted");
    versions = checkpoint.number("versions");
    inline = checkpoint.number("inline");
    bytes = checkpoint.number("bytes");
    stored = checkpoint.number("stored");
    deletions = checkpoint.number("deletions");
    bookkeeping = checkpoint.number("bookkeeping");
    unreadable = checkpoint.number("unreadable");
  }

  private Checkpoint checkpoint(SegmentedScan scan) {
    Checkpoint checkpoint = Checkpoint.of(WORK, identity, work.options());
    checkpoint.put("ids", ids);
    checkpoint.put("deleted", deleted);
    checkpoint.put("versions", versions);
    checkpoint.put("inline", inline);
    checkpoint.put("bytes", bytes);
    checkpoint.put("stored", stored);
    checkpoint.put("deletions", deletions);
    checkpoint.put("bookkeeping", bookkeeping);
    checkpoint.put("unreadable", unreadable);
    scan.save(checkpoint);
    return checkpoint;
  }

  /** The counting of one part, whose ids are in no other. */
  private final class Part implements SegmentedScan.Visitor {
    private @Nullable Row previous;

    /**
     * Creates a part that goes on.
     *
     * @param idBefore the id whose rows were counted last; its newest row was not counted yet
     */
    Part(@Nullable String idBefore) {
      if (idBefore != null) {
        previous = work.store().index().newest(idBefore, Consistency.CONSISTENT, work.request());
      }
    }

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
      if (row.kind() != RowKind.VALUE && row.kind() != RowKind.TOMBSTONE) {
        bookkeeping++;
        return;
      }
      versions++;
      if (row.kind() == RowKind.TOMBSTONE) {
        deletions++;
        return;
      }
      inline += row.value() == null ? 0 : 1;
      Content content = row.content();
      if (content != null) {
        bytes = sum(bytes, content.size());
        stored = sum(stored, content.storedSize());
      }
    }

    private void countNewest(Row newest) {
      ids++;
      deleted += newest.kind() == RowKind.TOMBSTONE ? 1 : 0;
    }
  }

  /** Returns the sum, or the largest number where rows claim absurd sizes. */
  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}

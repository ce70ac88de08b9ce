package dev.vhs.internal.maintenance;

import dev.vhs.spi.Consistency;
import dev.vhs.spi.ScanPage;
import dev.vhs.spi.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A scan of an index in parts that run side by side, which knows how far each has come. */
public final class SegmentedScan {
  private static final int PAGE_ROWS = 1000;
  private static final String PARTS = "parts";
  private static final String ENDED = "end";
  private static final String AT = "at:";

  private final Job work;
  private final int segment;
  private final int of;
  private final List<@Nullable String> cursors;
  private final List<@Nullable String> lastIds;
  private final boolean[] ended;
  private final ReentrantLock lock = new ReentrantLock();

  /** A visitor of the rows of one part, page by page. */
  public interface Visitor {
    /**
     * Visits a page, beside other parts.
     *
     * @return the work to do when the page counts as done, for one page at a time
     */
    Runnable page(ScanPage page);
  }

  private SegmentedScan(Job work, int segment, int of, @Nullable Checkpoint from) {
    this.work = work;
    this.segment = segment;
    this.of = of;
    int begun = from == null ? 0 : (int) from.number(PARTS);
    int parts = begun > 0 ? begun : work.parallelism();
    this.cursors = new ArrayList<>(parts);
    this.lastIds = new ArrayList<>(parts);
    this.ended = new boolean[parts];
    for (int part = 0; part < parts; part++) {
      String place = begun > 0 && from != null ? from.text("part" + part) : "";
      ended[part] = place.equals(ENDED);
      cursors.add(place.startsWith(AT) ? place.substring(AT.length()) : null);
      lastIds.add(cursors.get(part) == null || from == null ? null : from.text("id" + part));
    }
  }

  /** Returns a scan of the segment that is worked on, from where an earlier scan ended. */
  public static SegmentedScan ofSegment(Job work, @Nullable Checkpoint from) {
    return new SegmentedScan(work, work.options().segment(), work.options().of(), from);
  }

  /** Returns a scan of the whole index, whatever segment is worked on. */
  public static SegmentedScan ofAll(Job work) {
    return new SegmentedScan(work, 0, 1, null);
  }

  /**
   * Visits all rows.
   *
   * @param visitors makes the visitor of one part, given the id of the row before its first one;
   *     null where there is none
   * @param afterPage runs after each page, for one page at a time
   */
  public void run(Function<@Nullable String, Visitor> visitors, Runnable afterPage) {
    List<Integer> parts =
        IntStream.range(0, ended.length).filter(part -> !ended[part]).boxed().toList();
    work.all(
        parts,
        part -> {
          run(part, visitors.apply(lastIds.get(part)), afterPage);
          return true;
        });
  }

  private void run(int part, Visitor visitor, Runnable afterPage) {
    ScanRequest request =
        new ScanRequest(
            segment * ended.length + part,
            of * ended.length,
            "",
            cursors.get(part),
            PAGE_ROWS,
            Consistency.CONSISTENT);
    boolean isLast = false;
    while (!isLast) {
      work.keepPace();
      ScanPage page = work.store().index().scan(request, work.request());
      Runnable result = visitor.page(page);
      isLast = page.cursor() == null;
      request = request.from(page.cursor());
      lock.lock();
      try {
        result.run();
        cursors.set(part, page.cursor());
        ended[part] = isLast;
        if (!page.rows().isEmpty()) {
          lastIds.set(part, page.rows().get(page.rows().size() - 1).id());
        }
        afterPage.run();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Writes the progress to a checkpoint. Only the work after a page may call it. */
  public void save(Checkpoint checkpoint) {
    checkpoint.put(PARTS, ended.length);
    for (int part = 0; part < ended.length; part++) {
      String cursor = cursors.get(part);
      checkpoint.put("part" + part, ended[part] ? ENDED : cursor == null ? "" : AT + cursor);
      String lastId = lastIds.get(part);
      checkpoint.put("id" + part, lastId == null ? "" : lastId);
    }
  }
}

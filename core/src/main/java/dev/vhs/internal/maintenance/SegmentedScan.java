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

/** Goes through an index in parts that are scanned side by side, and knows how far each came. */
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

  /** Takes up the rows of one part, page by page. */
  public interface Visitor {
    /**
     * Takes up a page, beside other parts.
     *
     * @return what to do with what came of it, once it counts as done; one at a time
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

  /** Of the segment of the store that is worked on, from where an earlier one came to. */
  public static SegmentedScan ofSegment(Job work, @Nullable Checkpoint from) {
    return new SegmentedScan(work, work.options().segment(), work.options().of(), from);
  }

  /** Of the whole index, whatever segment is worked on. */
  public static SegmentedScan ofAll(Job work) {
    return new SegmentedScan(work, 0, 1, null);
  }

  /**
   * Goes through all rows.
   *
   * @param visitors makes what takes up the rows of one part, told the id of the row before the
   *     first one; null where there is none
   * @param afterPage is done after each page, one at a time
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
      ScanPage page = work.store().index().scan(request, work.call());
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

  /** Notes how far it came; by what is done after a page. */
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

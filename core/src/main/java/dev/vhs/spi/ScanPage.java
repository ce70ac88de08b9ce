package dev.vhs.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a scan.
 *
 * @param rows the rows
 * @param unreadable what was there and is no row
 * @param cursor where to go on; null where the segment ends
 */
public record ScanPage(List<Row> rows, List<UnreadableRow> unreadable, @Nullable String cursor) {
  public ScanPage {
    rows = List.copyOf(rows);
    unreadable = List.copyOf(unreadable);
  }

  /** A page of which every row could be read. */
  public ScanPage(List<Row> rows, @Nullable String cursor) {
    this(rows, List.of(), cursor);
  }

  /** Whether nothing was there. */
  public boolean isEmpty() {
    return rows.isEmpty() && unreadable.isEmpty();
  }
}

package dev.vhs.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a scan.
 *
 * @param rows the rows
 * @param unreadable the items that make no row
 * @param cursor the place where to go on; null at the end of the segment
 */
public record ScanPage(List<Row> rows, List<UnreadableRow> unreadable, @Nullable String cursor) {
  public ScanPage {
    rows = List.copyOf(rows);
    unreadable = List.copyOf(unreadable);
  }

  /** Makes a page whose items all make rows. */
  public ScanPage(List<Row> rows, @Nullable String cursor) {
    this(rows, List.of(), cursor);
  }

  /** Returns whether the page has neither rows nor unreadable items. */
  public boolean isEmpty() {
    return rows.isEmpty() && unreadable.isEmpty();
  }
}

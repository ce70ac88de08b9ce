package dev.vhs.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a scan.
 *
 * @param rows the rows
 * @param cursor where to go on; null where the segment ends
 */
public record ScanPage(List<Row> rows, @Nullable String cursor) {
  public ScanPage {
    rows = List.copyOf(rows);
  }
}

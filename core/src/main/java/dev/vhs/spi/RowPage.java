package dev.vhs.spi;

import java.util.List;

/**
 * Some rows of an id.
 *
 * @param rows in the order asked for
 * @param last whether no row follows
 */
public record RowPage(List<Row> rows, boolean last) {
  public RowPage {
    rows = List.copyOf(rows);
  }
}

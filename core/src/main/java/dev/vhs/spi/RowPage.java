package dev.vhs.spi;

import java.util.List;

/**
 * A page of the rows of an id.
 *
 * @param rows the rows, in the order asked for
 * @param last whether no row follows
 */
public record RowPage(List<Row> rows, boolean last) {
  public RowPage {
    rows = List.copyOf(rows);
  }
}

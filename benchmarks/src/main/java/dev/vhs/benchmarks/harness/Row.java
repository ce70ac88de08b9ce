package dev.vhs.benchmarks.harness;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The figures of one task. Consecutive rows whose figures have the same names make a table.
 *
 * @param task what was done
 * @param figures what was found, in the order of the columns
 */
public record Row(String task, List<Figure> figures) {
  public Row {
    figures = List.copyOf(figures);
  }

  /** Makes a row of figures. */
  public static Row of(String task, Figure... figures) {
    return new Row(task, List.of(figures));
  }

  /** Returns the names of the columns of the table that holds this row. */
  List<String> columns() {
    return figures.stream().map(Figure::heading).toList();
  }

  /** Returns the row as a line of progress. */
  public String line() {
    return figures.stream()
        .map(figure -> figure.name() + " " + figure.text())
        .collect(Collectors.joining("; ", task + ": ", ""));
  }
}

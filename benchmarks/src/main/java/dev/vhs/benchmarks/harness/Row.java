package dev.vhs.benchmarks.harness;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found of one task. Rows in a row whose figures have the same names make a table.
 *
 * @param task what was done
 * @param figures what was found, in the order of the columns
 */
public record Row(String task, List<Figure> figures) {
  public Row {
    figures = List.copyOf(figures);
  }

  /** Of those figures. */
  public static Row of(String task, Figure... figures) {
    return new Row(task, List.of(figures));
  }

  /** What the columns of a table are called that this is in. */
  List<String> columns() {
    return figures.stream().map(Figure::heading).toList();
  }

  /** As a line of progress. */
  public String line() {
    return figures.stream()
        .map(figure -> figure.name() + " " + figure.text())
        .collect(Collectors.joining("; ", task + ": ", ""));
  }
}

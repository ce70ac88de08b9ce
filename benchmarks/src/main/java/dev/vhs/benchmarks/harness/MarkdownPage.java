package dev.vhs.benchmarks.harness;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as Markdown: a table for each chapter. */
final class MarkdownPage {
  private final Report report;

  MarkdownPage(Report report) {
    this.report = report;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("Measured ")
        .append(report.date())
        .append(report.quick() ? " (quick)" : "")
        .append(" on ")
        .append(report.machine().text())
        .append(".\nMedians, in brackets the quartiles.\n");
    report.chapters().forEach(chapter -> append(chapter, text));
    return text.toString();
  }

  private static void append(Findings chapter, StringBuilder text) {
    text.append("\n## ").append(chapter.title()).append("\n\n").append(chapter.note());
    text.append(
        " Load while it ran: %s to %s.\n\n"
            .formatted(Numbers.text(chapter.loadBefore()), Numbers.text(chapter.loadAfter())));
    if (chapter.rows().isEmpty()) {
      return;
    }
    List<Figure> columns = chapter.rows().get(0).figures();
    line(text, Stream.concat(Stream.of("task"), columns.stream().map(MarkdownPage::heading)));
    line(text, Stream.concat(Stream.of("---"), columns.stream().map(column -> "---")));
    for (Row row : chapter.rows()) {
      line(text, Stream.concat(Stream.of(row.task()), row.figures().stream().map(Figure::text)));
    }
  }

  private static String heading(Figure column) {
    return column.unit().isEmpty() ? column.name() : column.name() + ", " + column.unit();
  }

  private static void line(StringBuilder text, Stream<String> cells) {
    text.append(cells.collect(Collectors.joining(" | ", "| ", " |"))).append('\n');
  }
}

package dev.vhs.benchmarks.harness;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as Markdown: what became of the goals, and tables for each chapter. */
final class MarkdownPage {
  private final Report report;
  private final StringBuilder text = new StringBuilder();

  MarkdownPage(Report report) {
    this.report = report;
  }

  String text() {
    text.append(
        """
        # Performance

        Measured %s%s in %s on %s.

        `./benchmarks/run` makes this page again in at most half an hour, `./benchmarks/run --quick` in about two minutes for a look, \
        and `--only=CHAPTER` a part of it, anew after each chapter. It needs JDK 17, Maven and two quiet processors, and no account: \
        DynamoDB Local and S3Mock stand for AWS, on the same machine, so throughputs are for comparison only.

        Who is compared works by turns in one run, round after round, each with a table and a bucket of its own. \
        Figures are medians, in brackets the quartiles; ratios are of what was measured side by side. CPU and heap are those of our own threads.

        ## What is asked, and what became of it

        """
            .formatted(
                report.date(),
                report.quick() ? " (quick: only a look)" : "",
                Numbers.time(report.took()),
                report.machine().text()));
    line(Stream.of("figure", "asked", "measured, the worst", ""));
    line(Stream.of("---", "---", "---", "---"));
    for (Summary.Line each : new Summary(report.chapters()).lines()) {
      line(Stream.of(each.goal(), each.asked(), each.measured(), each.verdict()));
    }
    text.append("\n`docs/design/performance-bounds.md` tells what bounds what is missed.\n");
    text.append("\n![Ratios and what is asked of them](").append(Report.NAME).append(".svg)\n");
    report.chapters().forEach(this::append);
    return text.toString();
  }

  private void append(Findings chapter) {
    text.append("\n## ").append(chapter.title()).append("\n\n").append(chapter.note());
    text.append(
        " It took %s; load while it ran: %s to %s.\n"
            .formatted(
                Numbers.time(chapter.took()),
                Numbers.text(chapter.loadBefore()),
                Numbers.text(chapter.loadAfter())));
    List<String> columns = List.of();
    for (Row row : chapter.rows()) {
      if (!row.columns().equals(columns)) {
        columns = row.columns();
        text.append('\n');
        line(Stream.concat(Stream.of("task"), columns.stream()));
        line(Stream.concat(Stream.of("---"), columns.stream().map(column -> "---")));
      }
      line(Stream.concat(Stream.of(row.task()), row.figures().stream().map(Figure::text)));
    }
  }

  private void line(Stream<String> cells) {
    text.append(cells.collect(Collectors.joining(" | ", "| ", " |"))).append('\n');
  }
}

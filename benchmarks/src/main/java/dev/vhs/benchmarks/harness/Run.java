package dev.vhs.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A run, which measures chapters one after the other. It writes the whole report after each, so
 * that a run that is broken off leaves its results.
 */
public final class Run {
  private final Settings settings;
  private final Path output;
  private final Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final List<Findings> findings = new ArrayList<>();

  /**
   * Makes a run.
   *
   * @param output the folder of the report
   */
  public Run(Settings settings, Path output) {
    this.settings = settings;
    this.output = output;
  }

  /**
   * Measures, and reports its progress on the standard error stream.
   *
   * @return what is also written
   * @throws Exception what a chapter threw; what was told until then is written
   */
  public Report of(List<Chapter> chapters) throws Exception {
    long start = System.nanoTime();
    for (Chapter chapter : chapters) {
      measure(chapter);
    }
    System.err.printf("all took %s%n", Numbers.time(since(start)));
    return report();
  }

  private void measure(Chapter chapter) throws Exception {
    System.err.println("== " + chapter.title());
    double before = Machine.load();
    long start = System.nanoTime();
    List<Row> rows = new ArrayList<>();
    try {
      chapter.run(
          settings,
          row -> {
            System.err.println(row.line());
            rows.add(row);
          });
    } finally {
      Duration took = since(start);
      findings.add(Findings.of(chapter, took, before, rows));
      report().write(output);
      System.err.printf("%s took %s%n", chapter.key(), Numbers.time(took));
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Report report() throws IOException {
    return new Report(began.toString(), settings.quick(), Machine.here(), findings);
  }
}

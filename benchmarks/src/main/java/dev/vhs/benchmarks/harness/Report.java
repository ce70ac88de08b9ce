package dev.vhs.benchmarks.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * The results of a run.
 *
 * @param date when it began, in ISO-8601
 * @param quick whether it was only for a look
 * @param machine where
 * @param chapters what was found
 */
public record Report(String date, boolean quick, Machine machine, List<Findings> chapters) {
  public Report {
    chapters = List.copyOf(chapters);
  }

  /** The name of the files that a report is written to; each has its own ending. */
  static final String NAME = "performance";

  /**
   * Writes {@code performance.md}, its plot {@code performance.svg}, and all samples, {@code
   * performance.json}, into a folder. Files of these names are replaced.
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    replace(folder, NAME + ".md", markdown());
    replace(folder, NAME + ".svg", new RatioPlot(chapters).text());
    replace(
        folder,
        NAME + ".json",
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this));
  }

  /**
   * Writes a file so that a reader finds a whole one at any time, also after this process was
   * killed.
   */
  private static void replace(Path folder, String name, String text) throws IOException {
    Path written = Files.writeString(folder.resolve(name + ".new"), text);
    Files.move(
        written,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Returns the report as a page for people. */
  public String markdown() {
    return new MarkdownPage(this).text();
  }

  /** Returns the time that all chapters took. */
  Duration took() {
    return chapters.stream().map(Findings::took).reduce(Duration.ZERO, Duration::plus);
  }

  /** Returns the number of targets that were missed. */
  public long missed() {
    return chapters.stream()
        .flatMap(chapter -> chapter.rows().stream())
        .flatMap(row -> row.figures().stream())
        .filter(Figure::isMissed)
        .count();
  }
}

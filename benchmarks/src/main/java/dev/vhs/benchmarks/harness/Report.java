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
 * All that a run found.
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

  /** What the files are called that a report is written to, with their endings behind. */
  static final String NAME = "performance";

  /**
   * Writes {@code performance.md}, the plot that it shows, {@code performance.svg}, and all
   * samples, {@code performance.json}, into a folder, each in place of what had its name.
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

  /** Whoever looks meanwhile, or after the process was killed, finds a whole file. */
  private static void replace(Path folder, String name, String text) throws IOException {
    Path written = Files.writeString(folder.resolve(name + ".new"), text);
    Files.move(
        written,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** As a page for people. */
  public String markdown() {
    return new MarkdownPage(this).text();
  }

  /** How long all chapters took. */
  Duration took() {
    return chapters.stream().map(Findings::took).reduce(Duration.ZERO, Duration::plus);
  }

  /** How many targets were missed. */
  public long missed() {
    return chapters.stream()
        .flatMap(chapter -> chapter.rows().stream())
        .flatMap(row -> row.figures().stream())
        .filter(Figure::isMissed)
        .count();
  }
}

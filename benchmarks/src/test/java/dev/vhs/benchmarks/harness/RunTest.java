package dev.vhs.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  private static final Row ROW = Row.of("a task", Figure.of("time", "ms", 3));

  @TempDir private Path output;

  @Test
  void theReportIsThereAfterEachChapter() throws Exception {
    List<List<String>> seen = new ArrayList<>();
    Chapter reads = new Told("reads", rows -> rows.accept(ROW));
    Chapter writes = new Told("writes", rows -> seen.add(written()));
    Chapter sweeps = new Told("sweeps", rows -> seen.add(written()));
    Report report = run().of(List.of(reads, writes, sweeps));
    assertThat(seen).containsExactly(List.of("reads"), List.of("reads", "writes"));
    assertThat(written()).containsExactly("reads", "writes", "sweeps");
    assertThat(output.resolve("performance.md")).content().isEqualTo(report.markdown());
  }

  @Test
  void whatAChapterToldBeforeItFailedIsWritten() {
    Chapter broken =
        new Told(
            "broken",
            rows -> {
              rows.accept(ROW);
              throw new IOException("no space left");
            });
    assertThatThrownBy(() -> run().of(List.of(broken))).hasMessage("no space left");
    assertThat(output.resolve("performance.md")).content().contains("| a task | 3.00 |");
  }

  @Test
  void theTimeOfEachChapterIsKept() throws Exception {
    Chapter slow =
        new Told(
            "slow",
            rows -> {
              long end = System.nanoTime() + 10_000_000;
              while (System.nanoTime() < end) {
                Thread.onSpinWait();
              }
            });
    run().of(List.of(slow));
    assertThat(json().at("/chapters/0/seconds").asDouble()).isBetween(0.01, 10.0);
  }

  private Run run() {
    return new Run(new Settings(true, output), output);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(output.resolve("performance.json").toFile());
  }

  private List<String> written() throws IOException {
    return json().at("/chapters").findValuesAsText("key");
  }

  /** The work of a chapter. */
  private interface Doing {
    void with(Consumer<Row> rows) throws Exception;
  }

  /** A chapter that does what it is told. */
  private record Told(String key, Doing doing) implements Chapter {
    @Override
    public String title() {
      return key;
    }

    @Override
    public String note() {
      return "";
    }

    @Override
    public void run(Settings settings, Consumer<Row> rows) throws Exception {
      doing.with(rows);
    }
  }
}

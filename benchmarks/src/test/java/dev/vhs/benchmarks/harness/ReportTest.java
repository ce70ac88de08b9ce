package dev.vhs.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Report REPORT =
      new Report(
          "2026-01-01T00:00:00Z",
          true,
          new Machine("Some CPU", 2, 16, "Linux", "Java"),
          List.of(
              new Findings(
                  "reads",
                  "Reads",
                  "Of everything.",
                  200,
                  1,
                  2,
                  List.of(
                      Row.of(
                          "getLatest",
                          Figure.of("vhs", "1/s", Distribution.of(List.of(1200.0, 1300.0, 1400.0))),
                          Figure.ratio(
                              "vhs / bare",
                              Distribution.of(0.85),
                              Target.atLeast(0.9).of(Goal.BARE_RATE))),
                      Row.of(
                          "putLatest",
                          Figure.of("vhs", "1/s", 7),
                          Figure.ratio(
                              "vhs / bare",
                              Distribution.of(0.95),
                              Target.atLeast(0.9).of(Goal.BARE_RATE))),
                      Row.of("sync", Figure.of("time", "ms", 3))))));

  @TempDir private Path folder;

  @Test
  void aTableHasMediansSpreadAndWhatBecameOfTargets() {
    assertThat(REPORT.markdown())
        .contains("## Reads\n\nOf everything. It took 3 min 20 s; load while it ran: 1.00 to 2.00.")
        .contains("| task | vhs, 1/s | vhs / bare |\n| --- | --- | --- |")
        .contains("| getLatest | 1,300 (1,250–1,350) | 0.85 **missed** at least 0.90 |");
  }

  @Test
  void rowsWithOtherFiguresHaveATableOfTheirOwn() {
    assertThat(REPORT.markdown())
        .contains("| putLatest | 7.00 | 0.95 met at least 0.90 |\n\n| task | time, ms |\n");
  }

  @Test
  void theSummaryTellsTheWorstFigureOfEachGoal() {
    assertThat(REPORT.markdown())
        .contains(
            "| throughput, of a bare SDK loop's | at least 0.90 | 0.85 (getLatest, vhs / bare) | **missed**, 1 of 2 |")
        .contains("| hot id: objects left behind |  |  | not measured |");
  }

  @Test
  void theJsonHasAllSamples() throws Exception {
    REPORT.write(folder);
    JsonNode json = new ObjectMapper().readTree(folder.resolve("performance.json").toFile());
    JsonNode figures = json.at("/chapters/0/rows/0/figures");
    assertThat(figures.at("/0/values/samples")).hasSize(3);
    assertThat(figures.at("/1/missed").asBoolean()).isTrue();
    assertThat(json.at("/machine/processors").asInt()).isEqualTo(2);
    assertThat(folder.resolve("performance.md")).content().isEqualTo(REPORT.markdown());
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("performance.json", "performance.md", "performance.svg");
  }

  @Test
  void missedTargetsAreCounted() {
    assertThat(REPORT.missed()).isEqualTo(1);
  }

  @Test
  void aTargetIsOfTheMedian() {
    Distribution figure = Distribution.of(List.of(0.7, 0.9, 1.2));
    assertThat(Target.atLeast(0.9).isMetBy(figure)).isTrue();
    assertThat(Target.atLeast(0.91).isMetBy(figure)).isFalse();
    assertThat(Target.atMost(0.9).isMetBy(figure)).isTrue();
    assertThat(Target.atMost(0.89).isMetBy(figure)).isFalse();
    assertThat(Target.within(0.15).isMetBy(figure)).isTrue();
    assertThat(Target.within(0.05).isMetBy(figure)).isFalse();
    assertThat(Target.exactly(0.9).isMetBy(figure)).isTrue();
    assertThat(Target.exactly(1).isMetBy(figure)).isFalse();
  }
}

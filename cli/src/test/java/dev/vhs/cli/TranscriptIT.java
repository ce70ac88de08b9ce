package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Types what the documentation shows into a shell, and compares what comes with what it shows. */
class TranscriptIT {
  /** The files that the transcripts speak of. */
  private static final Map<String, String> FILES =
      Map.of(
          "hello.txt",
          "hello\n",
          "world.txt",
          "world\n",
          "late.txt",
          "late\n",
          "notes.md",
          "first\n");

  @TempDir Path dir;

  /** The first transcript of each page; later ones speak of databases and editors. */
  static Stream<Path> pages() {
    return Stream.of("README.md", "docs/guide/command-line.md", "docs/operate/migrating.md")
        .map(DocumentedShell.ROOT::resolve);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theFirstTranscriptIsWhatAUserSees(Path page) throws IOException, InterruptedException {
    String text = Files.readString(page);
    int start = text.indexOf("```console\n") + "```console\n".length();
    List<String> shown = text.substring(start, text.indexOf("```", start)).lines().toList();
    List<String> seen = new ArrayList<>();
    DocumentedShell shell = prepare();
    for (String line : shown) {
      if (line.startsWith("$ ")) {
        seen.add(line);
        seen.addAll(shell.run(line.substring(2)).output().lines().toList());
      }
    }
    assertThat(seen).hasSizeGreaterThan(5);
    assertThat(normal(seen)).isEqualTo(normal(shown));
  }

  private DocumentedShell prepare() throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Files.writeString(dir.resolve(file.getKey()), file.getValue());
    }
    return new DocumentedShell(dir, "");
  }

  /**
   * Returns lines with all times and checksums made the same, since they differ from run to run.
   */
  private static List<String> normal(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME"))
        .map(line -> line.replaceAll("\\b[0-9a-f]{12}\\b", "CHECKSUM"))
        .map(line -> line.replaceAll("\\bin \\d+(\\.\\d+)? s;", "in SECONDS;"))
        .toList();
  }
}

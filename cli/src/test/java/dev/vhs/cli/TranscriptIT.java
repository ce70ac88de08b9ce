package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Types what the documentation shows into a shell, and compares what comes with what it shows.
 *
 * <p>The blocks of a page are typed one after the other, in one folder. A comment before a block
 * says what else it needs:
 *
 * <ul>
 *   <li>{@code <!-- console: AWS -->}: services, for which {@code moto_server} stands;
 *   <li>{@code <!-- console: AWS with TABLE/BUCKET -->}: a store that was made before;
 *   <li>{@code <!-- console: not run, REASON -->}: nothing can run it here.
 * </ul>
 *
 * <p>A line {@code …} stands for any lines. Times, and seconds that something took, may differ;
 * checksums may not.
 */
class TranscriptIT {
  /** The files that the transcripts speak of. */
  private static final Map<String, String> FILES =
      Map.of(
          "hello.txt", "hello\n",
          "world.txt", "world\n",
          "late.txt", "late\n",
          "notes.md", "first\n",
          "p.json", "{\"price\": 5}\n",
          "emma.txt", "Emma\n",
          "photo.jpg", "\0".repeat(20_000),
          "src/a.txt", "one\n",
          "src/c.txt", "three\n",
          "src/sub/b.txt", "two\n");

  @TempDir Path dir;

  /** Every page with transcripts. */
  static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String place :
        List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs", "terraform")) {
      try (Stream<Path> files = Files.walk(DocumentedShell.ROOT.resolve(place))) {
        for (Path file : files.sorted().toList()) {
          if (file.toString().endsWith(".md") && !Transcript.of(file).isEmpty()) {
            pages.add(DocumentedShell.ROOT.relativize(file));
          }
        }
      }
    }
    return pages.stream();
  }

  @Test
  void thePagesThatShowTheCommandAreAmongThem() throws IOException {
    assertThat(pages().map(Path::toString))
        .contains(
            "README.md",
            "docs/guide/command-line.md",
            "docs/operate/aws.md",
            "docs/operate/migrating.md",
            "docs/operate/provisioning.md",
            "terraform/README.md");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aUserSeesWhatThePageShows(Path page) throws IOException, InterruptedException {
    SoftAssertions softly = new SoftAssertions();
    DocumentedShell shell = prepare();
    for (Transcript transcript : Transcript.of(DocumentedShell.ROOT.resolve(page))) {
      if (transcript.setting().startsWith("AWS")) {
        AwsServer aws = AwsServer.started();
        shell = shell.with(aws.environment());
        if (transcript.setting().startsWith("AWS with ")) {
          aws.make(transcript.setting().substring("AWS with ".length()));
        }
      } else if (transcript.setting().startsWith("not run, ")) {
        continue;
      } else {
        assertThat(transcript.setting()).as("setting in %s", page).isEmpty();
      }
      String seen = shell.run(transcript.script()).output();
      softly
          .assertThat(normal(transcript.answers(seen)))
          .as("%s, at '%s'", page, transcript.commands().get(0))
          .matches(pattern(normal(transcript.shown())));
    }
    softly.assertAll();
  }

  private DocumentedShell prepare() throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = dir.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Files.createSymbolicLink(dir.resolve("src/link"), Path.of("a.txt"));
    return new DocumentedShell(dir, "");
  }

  /** Returns a text in which times are all the same, since they differ from run to run. */
  private static String normal(String text) {
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME")
        .replaceAll("\\bin \\d+(\\.\\d+)? s;", "in SECONDS;");
  }

  /** Returns a pattern of a text in which a line {@code …} stands for any lines. */
  private static Pattern pattern(String shown) {
    StringBuilder pattern = new StringBuilder();
    for (String line : shown.lines().toList()) {
      pattern.append(line.equals("…") ? "(?:.*\n)+?" : Pattern.quote(line) + "\n");
    }
    return Pattern.compile(pattern.toString());
  }
}

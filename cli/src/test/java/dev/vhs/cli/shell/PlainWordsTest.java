package dev.vhs.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlainWordsTest {
  /** Texts in the code; those that the code puts together are one. */
  private static final Pattern TEXTS =
      Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\\\n]|\\\\.)*\")*");

  private static final Pattern SEAM = Pattern.compile("\"\\s*\\+\\s*\"");

  @Test
  void whatIsTranslatedIsSaidByTheLibrary() throws IOException {
    StringBuilder said = new StringBuilder();
    for (String module : List.of("core", "aws", "local", "provision")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          said.append(texts(Files.readString(file))).append('\n');
        }
      }
    }
    assertThat(PlainWords.translated())
        .isNotEmpty()
        .allSatisfy(text -> assertThat(said.indexOf(text)).as(text).isNotNegative());
  }

  private static String texts(String code) {
    return TEXTS
        .matcher(code)
        .results()
        .map(MatchResult::group)
        .map(text -> SEAM.matcher(text).replaceAll(""))
        .collect(Collectors.joining("\n"));
  }
}

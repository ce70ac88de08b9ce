package dev.vhs.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b/c",
        "a b",
        "%2F",
        "...",
        "a/..b",
        "\u00fc/\ud83d\ude00",
        "a.",
        "a@v0",
        "CON",
        "x\\y",
        "a:b"
      })
  void pathsStayAsTheyAre(String id) {
    assertThat(TreeNames.plain(id, false)).contains(id);
    assertThat(TreeNames.unescaped(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        "/",
        "/etc/passwd",
        "a/",
        "a//b",
        "../x",
        "a/../../x",
        "./a",
        "a/.",
        ".vhs-ids",
        ".VHS-ids/x",
        ".vhs-tmp/x",
        ""
      })
  void othersAreEscaped(String id) {
    assertThat(TreeNames.plain(id, false)).isEmpty();
    assertThat(TreeNames.unescaped(TreeNames.escaped(id))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CON", "nul.txt", "a:b", "a\\b", "..\\x", "a.", "a /b", "q?", "C:/x"})
  void windowsTakesFewerNames(String id) {
    assertThat(TreeNames.plain(id, true)).isEmpty();
  }

  @Test
  void longSegmentsAreEscapedInPieces() {
    assertThat(TreeNames.plain("a".repeat(255), false)).isPresent();
    assertThat(TreeNames.plain("a".repeat(256), false)).isEmpty();
    assertThat(TreeNames.plain("\u00fc".repeat(128), false)).isEmpty();
    String path = TreeNames.escaped("\u00fc".repeat(512));
    assertThat(path.split("/")).allMatch(part -> part.length() <= 255);
    assertThat(TreeNames.unescaped(path)).isEqualTo("\u00fc".repeat(512));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".vhs-ids/x",
        ".vhs-ids/=%2",
        ".vhs-ids/=%zz",
        ".vhs-ids/=A",
        ".vhs-ids/=%61",
        ".vhs-ids/a/=b",
        ".vhs-ids/=%c3"
      })
  void whatNoExportWroteIsItsOwnPath(String path) {
    assertThat(TreeNames.unescaped(path)).isEqualTo(path);
  }

  @Test
  void noTwoIdsShareAName() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] parts = {
      "/",
      ".",
      "..",
      "a",
      "A",
      "%",
      "%2e",
      "+",
      "=",
      ".vhs-ids",
      "@v0",
      "\u00fc",
      " ",
      "x".repeat(119),
      "x".repeat(120)
    };
    Set<String> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    Set<String> folded = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 1 + random.nextInt(5); n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String id = text.toString();
      if (ids.add(id)) {
        String name = TreeNames.plain(id, false).orElseGet(() -> TreeNames.escaped(id));
        assertThat(names.add(name)).as("seed %d: %s as %s", seed, id, name).isTrue();
        assertThat(folded.add(TreeNames.escaped(id).toLowerCase(java.util.Locale.ROOT)))
            .as("seed %d: %s", seed, id)
            .isTrue();
        assertThat(TreeNames.unescaped(name)).as("seed %d", seed).isEqualTo(id);
      }
    }
  }
}

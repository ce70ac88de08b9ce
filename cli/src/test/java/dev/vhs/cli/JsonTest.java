package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.cli.shell.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  private final Cli vhs = Cli.onMemory();

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void factsHaveTheSameNamesEverywhere() {
    String[] inline = {
      "id",
      "version",
      "kind",
      "size",
      "sha256",
      "contentType",
      "createdAt",
      "storedSize",
      "metadata",
      "committedAt"
    };
    JsonNode put = vhs.put("x", "v", "--json", "--meta", "a=b").isOk().json().get(0);
    assertThat(names(put)).containsExactly(inline);
    for (String[] args : new String[][] {{"info", "x"}, {"history", "x"}, {"ls"}}) {
      List<String> all = new ArrayList<>(List.of(args));
      all.add("--json");
      assertThat(vhs.ok(all.toArray(new String[0])).json()).as(args[0]).containsExactly(put);
    }
    JsonNode restored = vhs.ok("restore", "x", "--version", "0", "--json").json().get(0);
    assertThat(names(restored)).containsExactly(inline);
    assertThat(restored.get("version").asLong()).isEqualTo(1);
  }

  @Test
  void factsAreWhatWasWritten() {
    String text = "y".repeat(5_000);
    JsonNode put = vhs.put("x", text, "--json", "--meta", "a=b").json().get(0);
    assertThat(put.get("kind").asText()).isEqualTo("value");
    assertThat(put.get("size").asLong()).isEqualTo(5_000);
    assertThat(put.get("sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(put.get("metadata").get("a").asText()).isEqualTo("b");
    assertThat(put.get("location").get("key").asText()).startsWith("x/");
    assertThat(put.get("location").has("bucket")).isFalse();
    assertThat(Instant.parse(put.get("createdAt").asText()))
        .isBefore(Instant.now().plusSeconds(60));
  }

  @Test
  void aDeletionHasNoValue() {
    vhs.put("x", "v");
    JsonNode deleted = vhs.ok("rm", "x", "--json").json().get(0);
    assertThat(names(deleted)).containsExactly("id", "version", "kind", "committedAt");
    assertThat(deleted.get("kind").asText()).isEqualTo("tombstone");
    assertThat(vhs.ok("history", "x", "--json").json()).hasSize(2).first().isEqualTo(deleted);
  }

  @Test
  void aLineIsALine() {
    vhs.put("x", "v", "--meta", "note=one\ntwo\u0085\u2028three\u001b[0m");
    String line = vhs.ok("info", "x", "--json").out();
    assertThat(line.lines()).hasSize(1);
    assertThat(line).doesNotContain("\u001b").doesNotContain("\u0085").doesNotContain("\u2028");
    assertThat(Cli.Ran.parse(line).get("metadata").get("note").asText())
        .isEqualTo("one\ntwo\u0085\u2028three\u001b[0m");
  }

  @Test
  void allKindsOfMembers() {
    assertThat(
            Json.line(
                new java.util.TreeMap<>(
                    Map.of(
                        "a",
                        1L,
                        "b",
                        true,
                        "c",
                        1.5,
                        "d",
                        "\ud83d\ude00\u202e",
                        "e",
                        Map.of(),
                        "f",
                        2))))
        .isEqualTo("{\"a\":1,\"b\":true,\"c\":1.5,\"d\":\"\ud83d\ude00\\u202e\",\"e\":{},\"f\":2}");
  }
}

package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class UpkeepTest {
  private static final String LARGE = "x".repeat(10_000);

  private final Cli vhs = Cli.onMemory();

  @Test
  void pruneKeepsTheNewest() {
    for (int i = 0; i < 5; i++) {
      vhs.put("x", LARGE + i);
    }
    assertThat(vhs.ok("prune", "x", "--keep", "2").out())
        .isEqualTo("x: dropped 3 versions, deleted 3 objects (29.3 KiB)\n");
    assertThat(vhs.ok("history", "x").lines()).hasSize(2);
    vhs.run("get", "x", "--version", "0").failed(3);
    assertThat(vhs.ok("prune", "x", "--keep-younger", "1h").out()).contains("dropped 0 versions");
    vhs.run("prune", "y", "--keep", "1").failed(3);
    vhs.run("prune", "x", "--keep", "1", "--keep-younger", "1h").failed(2);
    JsonNode json = vhs.ok("prune", "x", "--keep", "1", "--json").json().get(0);
    assertThat(json.get("id").asText()).isEqualTo("x");
    assertThat(json.get("versions").asLong()).isEqualTo(1);
    assertThat(json.get("objects").asLong()).isEqualTo(1);
  }

  @Test
  void purgeWithoutYesSaysWhatItWouldRemove() {
    vhs.put("x", "12345");
    vhs.put("x", "1");
    vhs.run("purge", "x").failed(2, "would remove 2 versions of 'x' (6 B)", vhs.store(), "--yes");
    vhs.run("purge", "y").failed(3);
    assertThat(vhs.ok("get", "x").out()).isEqualTo("1");
  }

  @Test
  void purgeRemovesEverythingAndVersionsGoOnCounting() {
    vhs.put("x", LARGE);
    vhs.put("x", LARGE);
    assertThat(vhs.ok("purge", "x", "--yes").out())
        .startsWith("x: removed 2 versions, deleted 2 objects");
    vhs.run("get", "x", "--version", "0").failed(3);
    assertThat(vhs.put("x", "new").out()).startsWith("x v3");
    assertThat(vhs.ok("purge", "x", "--yes", "--forget").out()).contains("forgot the id");
    assertThat(vhs.put("x", "new").out()).startsWith("x v0");
    assertThat(vhs.ok("purge", "x", "--yes", "--json").json().get(0).get("forgotten").asBoolean())
        .isFalse();
  }

  @Test
  void gcReportsAndDeletesNothingYoung() {
    vhs.put("x", LARGE);
    assertThat(vhs.ok("gc").out()).startsWith("deleted 0 objects of 1 ");
    assertThat(vhs.ok("gc", "--dry-run").out()).startsWith("would delete 0 objects");
    JsonNode json = vhs.ok("gc", "--max-delete", "5", "--grace", "3d", "--json").json().get(0);
    assertThat(json.get("objects").asLong()).isEqualTo(1);
    assertThat(json.get("young").asLong()).isEqualTo(1);
    assertThat(json.get("dryRun").asBoolean()).isFalse();
    vhs.run("gc", "--grace", "1h").failed(2);
    vhs.run("gc", "--max-delete", "-1").failed(2);
  }

  @Test
  void verifyOfASoundStore() {
    vhs.put("x", LARGE);
    vhs.put("y", "small");
    assertThat(vhs.ok("verify").out()).isEqualTo("2 ids, 2 versions, 1 object: no problems\n");
    assertThat(vhs.ok("verify", "--deep").out()).contains("read").endsWith("no problems\n");
    assertThat(vhs.ok("verify", "--json").json().get(0).get("problems").asLong()).isZero();
    vhs.run("verify", "--repair").failed(2);
  }

  @Test
  void statsCounts() {
    vhs.put("x", LARGE);
    vhs.put("y", "small");
    vhs.put("y", "small!");
    vhs.ok("rm", "y");
    assertThat(vhs.ok("stats").out())
        .contains("ids             1\n")
        .contains("deleted ids     1\n")
        .contains("bytes           10,011\n");
    JsonNode json = vhs.ok("stats", "--json").json().get(0);
    assertThat(json.get("versions").asLong()).isEqualTo(3);
    assertThat(json.get("inline").asLong()).isEqualTo(2);
    assertThat(json.get("variant").asText()).isEqualTo("multi-version-store");
  }

  @Test
  void adoptGivesASoundStoreANewIdentity() {
    vhs.put("x", LARGE);
    String first = vhs.ok("adopt", "--json").json().get(0).get("identity").asText();
    JsonNode again = vhs.ok("adopt", "--json").json().get(0);
    assertThat(again.get("identity").asText()).isNotEqualTo(first);
    assertThat(again.get("grace").asText()).isEqualTo("PT24H");
    assertThat(vhs.ok("get", "x").out()).isEqualTo(LARGE);
  }

  @Test
  void beforeLongWorkPeopleAreToldWhatItTakes() {
    vhs.put("x", LARGE);
    Cli.Ran ran = vhs.onTerminal("12").env("NO_COLOR", "1").run("verify");
    assertThat(ran.err()).contains("reads the whole index").contains("costs nothing");
    assertThat(ran.out()).doesNotContain("reads");
  }
}

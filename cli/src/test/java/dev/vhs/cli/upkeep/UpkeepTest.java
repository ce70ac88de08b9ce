package dev.vhs.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.Location;
import dev.vhs.cli.Cli;
import dev.vhs.cli.ScalaTable;
import dev.vhs.memory.MemoryBackendProvider;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.StoreUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
  private static final String LARGE = "x".repeat(10_000);

  private final Cli vhs = Cli.onMemory();

  @Test
  void pruneKeepsTheNewest() {
    for (int i = 0; i < 5; i++) {
      vhs.put("x", LARGE + i);
    }
    assertThat(vhs.ok("prune", "x", "--keep", "2", "--dry-run").out())
        .isEqualTo("x: would drop 3 versions, delete 3 objects (29.3 KiB)\n");
    assertThat(vhs.ok("history", "x").lines()).hasSize(5);
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
  }

  @Test
  void statsCounts() {
    vhs.put("x", LARGE);
    vhs.put("y", "small");
    vhs.put("y", "small!");
    vhs.ok("rm", "y");
    assertThat(vhs.ok("stats").out())
        .contains("ids             2\n")
        .contains("deleted ids     1\n")
        .contains("bytes           10,011\n")
        .contains("last gc         never\n");
    JsonNode json = vhs.ok("stats", "--json").json().get(0);
    assertThat(json.get("versions").asLong()).isEqualTo(4);
    assertThat(json.get("deletions").asLong()).isEqualTo(1);
    assertThat(json.get("bookkeepingRows").asLong()).isZero();
    assertThat(json.get("inline").asLong()).isEqualTo(2);
    assertThat(json.get("variant").asText()).isEqualTo("multi-version-store");
  }

  @Test
  void adoptGivesASoundStoreANewIdentity() {
    vhs.put("x", LARGE);
    String first = vhs.ok("adopt", "--yes", "--json").json().get(0).get("identity").asText();
    JsonNode again = vhs.ok("adopt", "--yes", "--json").json().get(0);
    assertThat(again.get("identity").asText()).isNotEqualTo(first);
    assertThat(again.get("grace").asText()).isEqualTo("PT24H");
    assertThat(vhs.ok("get", "x").out()).isEqualTo(LARGE);
  }

  @Test
  void repairsAreMadeAndNotedAndTheRestFails(@TempDir Path dir) throws IOException {
    String name = "keeping-" + UUID.randomUUID();
    Cli keeping = Cli.on("faulty:" + name);
    Path journal = dir.resolve("journal.ndjson");
    String[] repair = {"verify", "--repair", "--journal", journal.toString()};
    keeping.put("kept", LARGE).isOk();
    keeping.put("lost", LARGE).isOk();
    dropObject(name, keeping, "kept");
    assertThat(keeping.run("verify").exitCode()).isEqualTo(6);
    Cli.Ran repaired = keeping.run(repair);
    assertThat(repaired.out()).endsWith("2 objects: 1 problem, 1 repaired\n");
    assertThat(repaired.exitCode()).as("all was repaired").isZero();
    assertThat(keeping.ok("get", "kept").out()).isEqualTo(LARGE);
    assertThat(noted(journal)).containsExactly("kept begun", "kept done");

    dropObject(name, keeping, "kept");
    dropObject(name, keeping, "lost");
    Cli.Ran left = keeping.run(repair);
    assertThat(left.out()).endsWith("2 objects: 2 problems, 1 repaired\n");
    assertThat(left.exitCode()).as("one is left").isEqualTo(6);
    assertThat(noted(journal).subList(2, 6))
        .containsSubsequence("kept begun", "kept done")
        .containsSubsequence("lost begun", "lost impossible");
    assertThat(keeping.ok("get", "kept").out()).isEqualTo(LARGE);
  }

  private static List<String> noted(Path journal) throws IOException {
    return Files.readAllLines(journal).stream()
        .map(Cli.Ran::parse)
        .map(line -> line.get("id").asText() + " " + line.get("state").asText())
        .toList();
  }

  private static void dropObject(String name, Cli store, String id) {
    JsonNode location = store.ok("info", id, "--json").json().get(0).get("location");
    new MemoryBackendProvider()
        .open(StoreUri.parse("memory:" + name))
        .objects()
        .delete(
            new Location(location.path("bucket").asText(), location.get("key").asText()),
            RequestContext.unlimited());
  }

  @Test
  void adoptSaysWhatItWouldChangeAndAsks() {
    vhs.put("x", LARGE);
    String before = vhs.ok("adopt", "--yes", "--json").json().get(0).get("identity").asText();
    vhs.run("adopt")
        .failed(
            2,
            "This would write a new identity into the index and beside the objects of "
                + vhs.store(),
            "Index and objects belong together already, so nothing needs it",
            "To do it, add --yes");
    vhs.run("adopt", "--json");
    assertThat(vhs.ok("doctor", "--all", "--json").out()).contains(before);
    Cli shared = Cli.onMemory();
    new ScalaTable(shared.store()).put("a", 0, "zero");
    shared.run("adopt").failed(2, "a store object", "shared with the Scala client", "--yes");
    shared.run("gc").failed(8, "was not adopted");
  }

  @Test
  void beforeLongWorkPeopleAreToldWhatItTakes() {
    vhs.put("x", LARGE);
    Cli.Ran ran = vhs.onTerminal("12").env("NO_COLOR", "1").run("verify");
    assertThat(ran.err()).contains("reads the whole index").contains("costs nothing");
    assertThat(ran.out()).doesNotContain("reads");
    assertThat(vhs.run("gc").err()).contains("lists all objects");
    assertThat(ran.out()).doesNotContain("reads");
  }

  @Test
  void gcSaysWhenItLastSucceeded() {
    vhs.put("x", LARGE);
    vhs.ok("gc", "--dry-run");
    assertThat(vhs.ok("stats", "--json").json().get(0).has("lastSweep")).isFalse();
    vhs.ok("gc", "--rate", "1000", "--jobs", "2");
    assertThat(vhs.ok("stats").out()).contains("deleted 0 objects of 1");
    JsonNode last = vhs.ok("stats", "--json").json().get(0).get("lastSweep");
    assertThat(last.get("objects").asLong()).isEqualTo(1);
    assertThat(Instant.parse(last.get("finishedAt").asText())).isBeforeOrEqualTo(Instant.now());
    JsonNode kept = vhs.ok("gc", "--json").json().get(0).get("kept");
    assertThat(kept.get("young").asLong()).isEqualTo(1);
  }

  @Test
  void durationsAreToldInWords() {
    vhs.put("x", LARGE);
    vhs.run("gc", "--grace", "1h").failed(2, "a grace period of 1 h:", "the store's own is 24 h,");
  }

  @Test
  void aFileThatIsNotOursIsNotTakenForOne(@TempDir Path dir) throws Exception {
    vhs.put("x", LARGE);
    vhs.run("gc", "--state", dir.toString()).failed(1, dir + " is a folder. Name a file in it");
    vhs.run("verify", "--repair", "--journal", dir.toString())
        .failed(1, dir + " is a folder. Name a file in it");
    Path binary = Files.write(dir.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    vhs.run("gc", "--state", binary.toString()).failed(1, "is not a file that --state wrote");
    assertThat(binary).hasBinaryContent(new byte[] {(byte) 0xff, (byte) 0xfe});
  }

  @Test
  void segmentsGoTogether() {
    vhs.put("x", LARGE);
    vhs.run("gc", "--segment", "0").failed(2, "--of");
    vhs.run("gc", "--segment", "2", "--of", "2")
        .failed(2, "--segment is a number from 0 to 1 for --of 2");
    vhs.run("gc", "--rate", "0").failed(2, "rate");
    long objects = 0;
    for (String segment : new String[] {"0", "1", "2"}) {
      objects +=
          vhs.ok("gc", "--segment", segment, "--of", "3", "--json")
              .json()
              .get(0)
              .get("objects")
              .asLong();
    }
    assertThat(objects).isEqualTo(1);
    assertThat(vhs.ok("stats", "--json").json().get(0).has("lastSweep")).isTrue();
  }

  @Test
  void longWorkGoesOnFromItsState(@TempDir Path dir) throws IOException {
    vhs.put("x", LARGE);
    Path state = dir.resolve("state");
    for (String command : new String[] {"gc", "verify", "stats"}) {
      vhs.ok(command, "--state", state.toString());
      assertThat(state).as("%s came to its end", command).doesNotExist();
    }
    Files.writeString(state, "{\"work\": \"tea\"}");
    vhs.run("gc", "--state", state.toString())
        .failed(2, "another task", "Start from the beginning");
    vhs.run("verify", "--state", state.toString()).failed(2, "another task");
    assertThat(state).hasContent("{\"work\": \"tea\"}");
  }

  @Test
  void repairsAreWrittenToAJournal(@TempDir Path dir) {
    vhs.put("x", LARGE);
    Path journal = dir.resolve("journal.ndjson");
    assertThat(vhs.ok("verify", "--repair", "--journal", journal.toString()).out())
        .endsWith("no problems, 0 repaired\n");
    assertThat(journal).isEmptyFile();
  }

  @Test
  void whatCanNotBeReadIsPassedOverAndTold() throws IOException {
    ScalaTable table = new ScalaTable(vhs.store());
    table.put("a", 0, "zero").put("b", -1, "below").put("c", 0, "zero");
    Cli.Ran listed = vhs.run("ls");
    assertThat(listed.exitCode()).isEqualTo(6);
    assertThat(listed.lines()).hasSize(2);
    assertThat(listed.err()).startsWith("unreadable  b v-1").hasLineCount(1);
    Cli.Ran verified = vhs.run("verify", "--json");
    assertThat(verified.exitCode()).isEqualTo(6);
    assertThat(verified.json().get(0).get("problem").asText()).isEqualTo("unreadable");
    assertThat(vhs.ok("stats").out())
        .contains("ids             2\n")
        .contains("unreadable      1\n");
    vhs.ok("adopt", "--yes");
    assertThat(vhs.ok("gc").out()).startsWith("deleted 0 objects of 2");
  }

  @Test
  void whatCanNotBeReadDoesNotEndAnExport(@TempDir Path dir) {
    ScalaTable table = new ScalaTable(vhs.store());
    table.put("a", 0, "zero").put("b", -1, "below").put("c", 0, "two");
    Path out = dir.resolve("out");
    Cli.Ran ran = vhs.run("export", out.toString());
    assertThat(ran.exitCode()).isEqualTo(6);
    assertThat(ran.err()).startsWith("vhs export: b: ").hasLineCount(1);
    assertThat(ran.out()).contains("exported 2 files").contains("failed 1");
    assertThat(out.resolve("c")).hasContent("two");
    Cli.Ran copied = vhs.run("copy", "--from", vhs.store(), "--to", "memory:" + UUID.randomUUID());
    assertThat(copied.exitCode()).isEqualTo(6);
    assertThat(copied.out()).contains("copied 2 versions").contains("failed 1");
  }
}

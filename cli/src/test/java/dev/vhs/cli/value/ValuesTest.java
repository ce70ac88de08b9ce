package dev.vhs.cli.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.cli.Cli;
import dev.vhs.cli.Cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ValuesTest {
  private final Cli vhs = Cli.onMemory();

  @TempDir Path dir;

  @Test
  void putPrintsIdVersionAndFactsOnOneLine() {
    assertThat(vhs.put("hello", "one").isOk().lines())
        .singleElement()
        .asString()
        .matches(
            "hello v0  3 B  \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ  7692c3ad3540 "
                + " application/octet-stream");
    assertThat(vhs.put("hello", "two").out()).startsWith("hello v1  ");
  }

  @Test
  void getWritesTheBytesAndNothingElse() {
    byte[] bytes = {0, 1, (byte) 0xff, '\n', 0};
    vhs.runWith(bytes, "put", "bin").isOk();
    assertThat(vhs.ok("get", "bin").bytes()).isEqualTo(bytes);
  }

  @Test
  void getOfAVersion() {
    vhs.put("x", "one");
    vhs.put("x", "two");
    assertThat(vhs.ok("get", "x", "--version", "0").out()).isEqualTo("one");
    assertThat(vhs.ok("get", "x").out()).isEqualTo("two");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aReplacedFileKeepsWhoMayReadIt() throws Exception {
    Path file = Files.writeString(dir.resolve("f"), "old");
    vhs.put("x", "new");
    boolean root = Files.getAttribute(dir, "unix:uid").equals(0);
    for (String permissions : List.of("rw-------", "rw-rw-r--", "rwx------", "r--r-----")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      if (root) {
        Files.setAttribute(file, "unix:uid", 4711);
        Files.setAttribute(file, "unix:gid", 4712);
      }
      vhs.ok("get", "x", "-o", file.toString());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo(permissions);
      if (root) {
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(4711);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(4712);
      }
    }
  }

  @Test
  void getIntoAFileReplacesItAsAWhole() throws Exception {
    Path file = Files.writeString(dir.resolve("f"), "old");
    vhs.put("x", "new");
    assertThat(vhs.ok("get", "x", "-o", file.toString()).out()).isEmpty();
    assertThat(file).hasContent("new");
    vhs.run("get", "nope", "-o", file.toString()).failed(3);
    assertThat(file).hasContent("new");
    try (var left = Files.list(dir)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void getThroughALinkKeepsTheLink() throws Exception {
    Path file = Files.writeString(dir.resolve("f"), "old");
    Path link = Files.createSymbolicLink(dir.resolve("l"), file);
    vhs.put("x", "new");
    vhs.ok("get", "x", "-o", link.toString());
    assertThat(link).isSymbolicLink().hasContent("new");
  }

  @Test
  void getIntoAFolderIsRefused() {
    vhs.put("x", "new");
    vhs.run("get", "x", "-o", dir.toString()).failed(1, "is a folder");
    vhs.run("get", "x", "-o", dir.resolve("no/where").toString())
        .failed(1, "vhs get: " + dir.resolve("no") + ": no such file or folder");
  }

  @Test
  void putOfAFileTellsItsType() throws Exception {
    Path file = Files.writeString(dir.resolve("notes.md"), "# Notes");
    vhs.ok("put", "notes", file.toString());
    assertThat(vhs.ok("info", "notes", "--json").json().get(0).get("contentType").asText())
        .isEqualTo("text/markdown");
    vhs.ok("put", "notes", file.toString(), "--content-type", "text/x-mine");
    assertThat(vhs.ok("info", "notes", "--json").json().get(0).get("contentType").asText())
        .isEqualTo("text/x-mine");
  }

  @Test
  void putOfWhatIsNoFileSaysSo() {
    vhs.run("put", "x", dir.resolve("none").toString()).failed(1, "no such file or folder");
    vhs.run("put", "x", dir.toString()).failed(1, "is a folder", "vhs import");
    assertThat(vhs.run("info", "x").exitCode()).isEqualTo(3);
  }

  @Test
  void metadataIsKeptAndShown() {
    vhs.put("x", "v", "--meta", "by=ann", "--meta", "url=http://a/?b=c");
    assertThat(vhs.ok("info", "x").out()).contains("by=ann").contains("url=http://a/?b=c");
    assertThat(vhs.ok("info", "x", "--json").json().get(0).get("metadata").get("url").asText())
        .isEqualTo("http://a/?b=c");
  }

  @Test
  void putOfAVersionLeavesAGap() {
    vhs.put("x", "a", "--version", "7").isOk();
    vhs.put("x", "b", "--version", "9").isOk();
    assertThat(vhs.ok("history", "x").lines())
        .extracting(line -> line.substring(0, 2))
        .containsExactly("v9", "v7");
    vhs.put("x", "c", "--version", "9").failed(4, "Version 9 of 'x' is there already");
    vhs.put("x", "c", "--version", "8").failed(4);
    vhs.put("x", "c", "--version", "-1").failed(2);
  }

  @Test
  void expectWritesOnlyUponThatVersion() {
    vhs.put("x", "a", "--expect", "none").isOk();
    vhs.put("x", "b", "--expect", "none")
        .failed(4, "Expected no version of 'x', but the newest is v0; nothing was written");
    assertThat(vhs.put("x", "b", "--expect", "0").isOk().out()).startsWith("x v1");
    vhs.put("x", "c", "--expect", "0")
        .failed(4, "Expected v0 of 'x'", "the newest is v1", "nothing was written");
    vhs.put("new", "c", "--expect", "0").failed(4, "it has none");
    vhs.put("x", "c", "--expect", "some").failed(2, "--expect takes a version or none, not 'some'");
    vhs.put("x", "c", "--expect", "1", "--version", "4").failed(2);
    assertThat(vhs.ok("history", "x").lines()).hasSize(2);
  }

  @Test
  void expectOfADeletionWritesUponIt() {
    vhs.put("x", "a");
    vhs.ok("rm", "x");
    vhs.put("x", "b", "--expect", "0").failed(4, "the newest is v1");
    assertThat(vhs.put("x", "b", "--expect", "1").isOk().out()).startsWith("x v2");
  }

  @Test
  void historyIsNewestFirstWithDeletions() {
    vhs.put("x", "a");
    vhs.put("x", "b");
    vhs.ok("rm", "x");
    List<String> lines = vhs.ok("history", "x").lines();
    assertThat(lines).extracting(line -> line.substring(0, 2)).containsExactly("v2", "v1", "v0");
    assertThat(lines.get(0)).contains("deleted");
    assertThat(vhs.ok("history", "x", "--limit", "1").lines()).hasSize(1);
    assertThat(vhs.ok("history", "x", "--before", "2").lines()).hasSize(2);
    assertThat(vhs.ok("history", "x", "--before", "0").lines()).isEmpty();
    vhs.run("history", "x", "--limit", "0").failed(2);
    vhs.run("history", "y").failed(3, "'y'");
  }

  @Test
  void rmAndRestore() {
    vhs.put("x", "a");
    vhs.put("x", "b");
    assertThat(vhs.ok("rm", "x").out()).isEqualTo("x v2  deleted\n");
    vhs.run("get", "x").failed(3);
    vhs.run("rm", "x").failed(3);
    assertThat(vhs.ok("get", "x", "--version", "1").out()).isEqualTo("b");
    assertThat(vhs.ok("restore", "x", "--version", "0").out())
        .startsWith("x v3  1 B")
        .endsWith("restored from v0\n");
    assertThat(vhs.ok("get", "x").out()).isEqualTo("a");
    vhs.run("restore", "x", "--version", "2").failed(3);
    vhs.run("restore", "x").failed(2, "--version");
  }

  @Test
  void lsListsIdsByPrefix() {
    vhs.put("a/1", "1");
    vhs.put("a/2", "2");
    vhs.put("b", "3");
    vhs.ok("rm", "a/2");
    assertThat(ids(vhs.ok("ls"))).containsExactlyInAnyOrder("a/1", "b");
    assertThat(ids(vhs.ok("ls", "a/"))).containsExactly("a/1");
    assertThat(ids(vhs.ok("ls", "a/", "--deleted"))).containsExactlyInAnyOrder("a/1", "a/2");
    assertThat(vhs.ok("ls", "zzz").out()).isEmpty();
  }

  private static List<String> ids(Ran ran) {
    return ran.lines().stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList();
  }

  @Test
  void idsThatLookLikeOptionsOrFilesOfArguments() {
    vhs.put("@file", "a").isOk();
    assertThat(vhs.ok("get", "@file").out()).isEqualTo("a");
    vhs.runWith("b", "put", "--", "-x").isOk();
    assertThat(vhs.ok("get", "--", "-x").out()).isEqualTo("b");
    vhs.run("get", "-x").failed(2, "goes after --");
    vhs.runWith("c", "put", "--", "--json").isOk();
    assertThat(vhs.ok("get", "--", "--json").out()).isEqualTo("c");
  }

  @Test
  void oddIdsCantUpsetATerminal() {
    String id = "a\u202eb\u2028 \u00e9\ud83d\ude00";
    vhs.put(id, "x").isOk();
    assertThat(vhs.ok("ls").out()).contains("a\\u{202e}b\\u{2028} \u00e9\ud83d\ude00");
    assertThat(vhs.ok("ls", "--json").out()).doesNotContain("\u202e").contains("\\u202e");
    assertThat(vhs.ok("ls", "--json").json().get(0).get("id").asText()).isEqualTo(id);
    assertThat(vhs.put("bad\u001b[31m", "x").failed(2).err()).doesNotContain("\u001b");
  }

  @Test
  void compressedValuesComeBackAsTheyWere() {
    String text = "again and ".repeat(50_000);
    vhs.put("x", text, "--compress").isOk();
    assertThat(vhs.ok("get", "x").out()).isEqualTo(text);
    assertThat(vhs.ok("info", "x").out()).contains("zstd");
  }

  @Test
  void singleVersionStoresKeepTheNewest() {
    Cli single = Cli.onSingle();
    single.put("x", "a").isOk();
    single.put("x", "b").isOk();
    assertThat(single.ok("get", "x").out()).isEqualTo("b");
    single.run("get", "x", "--version", "0").failed(3);
    assertThat(single.ok("history", "x").lines()).hasSize(1);
    single.ok("rm", "x");
    single.ok("restore", "x", "--version", "1");
    assertThat(single.ok("get", "x").out()).isEqualTo("b");
    single.run("prune", "x", "--keep", "1").failed(8, "single-version");
  }
}

package dev.vhs.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {
  private final Cli vhs = Cli.onMemory();

  @TempDir Path dir;

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Returns every file below a folder, with its content. */
  private Map<String, String> files(String name) throws IOException {
    Path root = dir.resolve(name);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private String at(String name) {
    return dir.resolve(name).toString();
  }

  @Test
  void importStoresEveryFileUnderItsPath() throws Exception {
    write("in/a.txt", "a");
    write("in/b/c.md", "c".repeat(20_000));
    write("in/b/empty", "");
    assertThat(vhs.ok("import", at("in")).out())
        .matches(
            "imported 3 files \\(19\\.5 KiB\\) in [\\d.]+ s; unchanged 0, links skipped 0, failed"
                + " 0\n");
    assertThat(vhs.ok("get", "a.txt").out()).isEqualTo("a");
    assertThat(vhs.ok("get", "b/empty").out()).isEmpty();
    assertThat(vhs.ok("info", "b/c.md", "--json").json().get(0).get("contentType").asText())
        .isEqualTo("text/markdown");
  }

  @Test
  void whatIsUnchangedIsLeftAlone() throws Exception {
    write("in/a", "a");
    write("in/b", "b");
    write("in/c", "c");
    vhs.ok("import", at("in"), "--prefix", "p/");
    write("in/b", "B");
    write("in/c", "longer");
    write("in/d", "new");
    JsonNode json = vhs.ok("import", at("in"), "--prefix", "p/", "--json").json().get(0);
    assertThat(json.get("imported").asLong()).isEqualTo(3);
    assertThat(json.get("unchanged").asLong()).isEqualTo(1);
    assertThat(json.get("bytes").asLong()).isEqualTo(10);
    assertThat(vhs.ok("history", "p/a").lines()).hasSize(1);
    assertThat(vhs.ok("history", "p/b").lines()).hasSize(2);
    vhs.ok("rm", "p/a");
    assertThat(vhs.ok("import", at("in"), "--prefix", "p/").out()).startsWith("imported 1 file ");
    assertThat(vhs.ok("info", "p/a", "--json").json().get(0).get("version").asLong()).isEqualTo(2);
  }

  @Test
  void timesAreKeptBothWays() throws Exception {
    Instant then = Instant.parse("2001-02-03T04:05:06.789Z");
    Files.setLastModifiedTime(write("in/a", "a"), FileTime.from(then));
    vhs.ok("import", at("in"));
    assertThat(vhs.ok("info", "a", "--json").json().get(0).get("createdAt").asText())
        .isEqualTo(then.toString());
    vhs.ok("export", at("out"));
    assertThat(Files.getLastModifiedTime(dir.resolve("out/a")).toInstant()).isEqualTo(then);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void linksAreSkippedAndUnreadableFilesReported() throws Exception {
    write("in/a", "a");
    Files.createSymbolicLink(dir.resolve("in/link"), Path.of("a"));
    Files.createSymbolicLink(dir.resolve("in/loop"), Path.of("."));
    write("in/bad\nname", "x");
    Cli.Ran ran = vhs.run("import", at("in"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).startsWith("imported 1 file ").contains("links skipped 2, failed 1");
    assertThat(ran.err().lines())
        .singleElement()
        .asString()
        .startsWith("vhs import: bad\\u{a}name: ");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void anUnreadableFileDoesNotStopTheOthers() throws Exception {
    Path secret = write("in/secret", "x");
    write("in/zebra", "z");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    org.junit.jupiter.api.Assumptions.assumeFalse(
        Files.isReadable(secret), "root reads everything");
    Cli.Ran ran = vhs.run("import", at("in"));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("vhs import: secret: ").contains("permission denied");
    assertThat(vhs.ok("get", "zebra").out()).isEqualTo("z");
  }

  @Test
  void aStoreOutOfReachEndsTheImport() throws Exception {
    write("in/a", "a");
    write("in/b", "b");
    Cli.on("faulty:unavailable").run("import", at("in")).failed(5, "doesn't answer");
  }

  @Test
  void exportIntoAFile() throws Exception {
    vhs.put("x", "v");
    vhs.run("export", write("f", "x").toString()).failed(1, "/f: not a folder");
    vhs.run("export", at("f/below")).failed(1, "/f/below: ");
  }

  @Test
  void importOfWhatIsNoFolder() throws Exception {
    vhs.run("import", at("none")).failed(1, "no such file or folder");
    vhs.run("import", write("f", "x").toString()).failed(1, ": not a folder");
  }

  @Test
  void exportWritesTheNewestByteForByte() throws Exception {
    vhs.put("a", "old");
    vhs.put("a", "new");
    vhs.put("b/c", "c".repeat(100_000));
    vhs.put("gone", "x");
    vhs.ok("rm", "gone");
    assertThat(vhs.ok("export", at("out")).out()).startsWith("exported 2 files (97.7 KiB)");
    assertThat(files("out")).isEqualTo(Map.of("a", "new", "b/c", "c".repeat(100_000)));
  }

  @Test
  void exportLeavesSameFilesAloneAndReplacesOthers() throws Exception {
    vhs.put("a", "one");
    vhs.put("b", "two");
    vhs.ok("export", at("out"));
    write("out/b", "TWO");
    write("out/mine", "mine");
    JsonNode json = vhs.ok("export", at("out"), "--json").json().get(0);
    assertThat(json.get("exported").asLong()).isEqualTo(1);
    assertThat(json.get("unchanged").asLong()).isEqualTo(1);
    assertThat(files("out")).isEqualTo(Map.of("a", "one", "b", "two", "mine", "mine"));
  }

  @Test
  void exportOfAPrefixLeavesItOut() throws Exception {
    vhs.put("site/a", "a");
    vhs.put("site", "b");
    vhs.put("other", "c");
    vhs.ok("export", at("out"), "--prefix", "site/");
    assertThat(files("out")).isEqualTo(Map.of("a", "a"));
    assertThat(vhs.ok("export", at("none"), "--prefix", "zzz").out())
        .startsWith("exported 0 files");
  }

  @Test
  void exportOfEveryVersion() throws Exception {
    vhs.put("a", "0");
    vhs.put("a", "1");
    vhs.put("a@v1", "literal");
    vhs.put("gone", "g");
    vhs.ok("rm", "gone");
    vhs.ok("export", at("out"), "--all");
    assertThat(files("out"))
        .isEqualTo(Map.of("a@v0", "0", "a@v1", "1", "a@v1@v0", "literal", "gone@v0", "g"));
    assertThat(vhs.ok("export", at("out"), "--all").out()).contains("unchanged 4");
  }

  @Test
  void hostileIdsNeverLeaveTheFolderAndComeBack() throws Exception {
    String[] ids = {
      "..",
      ".",
      "/",
      "../../escape",
      "/etc/passwd",
      "a//b",
      "a/",
      "a",
      "a/b",
      "a/b/c",
      "x/../../y",
      "%2e%2e",
      ".vhs-ids/x",
      ".vhs-tmp/x",
      "L".repeat(300),
      "\u00fc".repeat(512),
      "nul",
      "con.txt",
      "q?*:<>|\\",
      "end.",
      "end ",
      "A",
      "\u00e9",
      "e\u0301",
      "\u202eodd"
    };
    for (String id : ids) {
      vhs.put(id, "value of " + id).isOk();
    }
    assertThat(vhs.ok("export", at("deep/out")).out())
        .startsWith("exported " + ids.length + " files");
    try (Stream<Path> beside = Files.list(dir.resolve("deep"))) {
      assertThat(beside).containsExactly(dir.resolve("deep/out"));
    }
    try (Stream<Path> above = Files.list(dir)) {
      assertThat(above).containsExactly(dir.resolve("deep"));
    }
    assertThat(files("deep/out")).hasSize(ids.length).doesNotContainKey(".vhs-tmp/x");
    assertThat(vhs.ok("export", at("deep/out")).out())
        .contains("exported 0 files", "unchanged " + ids.length);

    Cli other = Cli.onMemory();
    other.ok("import", at("deep/out"));
    for (String id : ids) {
      assertThat(other.ok("get", "--", id).out()).isEqualTo("value of " + id);
    }
    assertThat(other.ok("ls").lines()).hasSize(ids.length);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void linksInTheFolderLeadNowhere() throws Exception {
    write("outside/file", "mine");
    Files.createDirectory(dir.resolve("out"));
    Files.createSymbolicLink(dir.resolve("out/link"), dir.resolve("outside"));
    Files.createSymbolicLink(dir.resolve("out/flink"), dir.resolve("outside/file"));
    vhs.put("link/file", "theirs");
    vhs.put("link/new", "theirs");
    vhs.put("flink", "theirs");
    vhs.ok("export", at("out"));
    assertThat(files("outside")).isEqualTo(Map.of("file", "mine"));
    assertThat(dir.resolve("out/flink")).isRegularFile().hasContent("theirs");
    assertThat(dir.resolve("out/.vhs-ids/=link%2ffile")).hasContent("theirs");
    Files.createDirectory(dir.resolve("out2"));
    Files.createSymbolicLink(dir.resolve("out2/.vhs-ids"), dir.resolve("outside"));
    vhs.put("..", "theirs");
    Cli.Ran ran = vhs.run("export", at("out2"));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("vhs export: ..: ");
    assertThat(files("outside")).isEqualTo(Map.of("file", "mine"));
  }

  @Test
  void exportOfATreeIsTheTree() throws Exception {
    write("in/a b/c%20d", "1");
    write("in/.hidden/x", "2");
    write("in/UPPER", "3");
    write("in/\u00fcber/\ud83d\ude00", "4");
    vhs.ok("import", at("in"));
    vhs.ok("export", at("out"));
    assertThat(files("out")).isEqualTo(files("in"));
  }
}

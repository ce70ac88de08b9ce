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
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** Java hands on a time before 1970 in whole seconds only, and takes 1970 for others. */
  @ParameterizedTest
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @CsvSource({
    "1969-12-31T23:59:59Z,true",
    "1969-12-31T23:59:59.500Z,false",
    "1901-12-13T20:45:52.250Z,false",
    "2200-01-01T00:00:00.125Z,true",
    "2300-01-01T00:00:00.125Z,true",
    "9999-01-01T00:00:00Z,false"
  })
  void aTimeIsWrittenRightOrSaid(Instant time, boolean usual) throws Exception {
    Files.createDirectories(dir.resolve("backup"));
    vhs.put("a", "a");
    vhs.ok("export", at("backup"), "--ndjson");
    Path lines = dir.resolve("backup/versions.ndjson");
    Files.writeString(
        lines,
        Files.readString(lines)
            .replaceAll("\"createdAt\":\"[^\"]*\"", "\"createdAt\":\"" + time + "\""));
    Cli other = Cli.onMemory();
    other.ok("import", at("backup"), "--ndjson");
    Cli.Ran ran = other.run("export", at("out"));
    assertThat(ran.exitCode()).isZero();
    Instant found = Files.getLastModifiedTime(dir.resolve("out/a")).toInstant();
    if (found.equals(time)) {
      assertThat(ran.err()).isEmpty();
    } else {
      assertThat(usual).as("%s for %s", found, time).isFalse();
      assertThat(ran.err())
          .isEqualTo(
              "vhs export: a: its time is %s, which its file can't have; the file has %s\n"
                  .formatted(time, found));
      assertThat(Cli.Ran.parse(other.run("export", at("out2"), "--json").err()).get("id").asText())
          .isEqualTo("a");
    }
    if (time.getEpochSecond() < 0) {
      assertThat(found).isBetween(time.truncatedTo(ChronoUnit.SECONDS), time);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aReplacedFileKeepsWhoMayReadIt() throws Exception {
    vhs.put("a", "new");
    vhs.put("b", "new");
    vhs.put("run", "new");
    Path secret = write("out/a", "old");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Path program = write("out/run", "old");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-x--x"));
    boolean root = Files.getAttribute(dir, "unix:uid").equals(0);
    if (root) {
      Files.setAttribute(secret, "unix:uid", 4711);
      Files.setAttribute(secret, "unix:gid", 4712);
    }
    vhs.ok("export", at("out"));
    assertThat(files("out")).isEqualTo(Map.of("a", "new", "b", "new", "run", "new"));
    assertThat(permissions("out/a")).isEqualTo("rw-------");
    assertThat(permissions("out/run")).isEqualTo("rwxr-x--x");
    assertThat(permissions("out/b"))
        .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(write("x", ""))));
    if (root) {
      assertThat(Files.getAttribute(secret, "unix:uid")).isEqualTo(4711);
      assertThat(Files.getAttribute(secret, "unix:gid")).isEqualTo(4712);
    }
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(name)));
  }

  /** Java reads every byte that is no text as the same character. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void namesThatAreNotTextAreNotMerged() throws Exception {
    write("in/fine", "x");
    shell(
        "cd in && mkdir \"$(printf 'd\\303')\" && for f in 'f\\377' 'f\\376' 'd\\303/g'; do"
            + " printf x >\"$(printf \"$f\")\"; done");
    Cli.Ran ran = vhs.run("import", at("in"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.out()).startsWith("imported 1 file ").contains("failed 3");
    assertThat(ran.err().lines())
        .containsExactlyInAnyOrder(
            "vhs import: f\\xff: its name is not text in UTF-8, so it can't be an id",
            "vhs import: f\\xfe: its name is not text in UTF-8, so it can't be an id",
            "vhs import: d\\xc3/g: its name is not text in UTF-8, so it can't be an id");
    assertThat(vhs.ok("ls", "--json").json()).singleElement().asString().contains("fine");
  }

  private void shell(String script) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", script).directory(dir.toFile()).start();
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
  }

  /** Such files say that they have a page of bytes, or none. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void filesThatTheSystemMakesUpAreTakenAsTheyAre() throws Exception {
    Path made = Path.of("/sys/kernel/mm/transparent_hugepage");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isRegularFile(made.resolve("enabled"))
            && Files.size(made.resolve("enabled"))
                > Files.readAllBytes(made.resolve("enabled")).length,
        "no sysfs");
    vhs.ok("put", "one", made.resolve("enabled").toString());
    assertThat(vhs.ok("get", "one").out()).isEqualTo(Files.readString(made.resolve("enabled")));
    Cli.Ran first = vhs.run("import", made.toString(), "--json");
    assertThat(first.json().get(0).get("imported").asInt()).isPositive();
    assertThat(first.err()).isEmpty();
    assertThat(vhs.ok("get", "enabled").out()).isEqualTo(Files.readString(made.resolve("enabled")));
    vhs.ok("import", made.toString());
    assertThat(vhs.ok("history", "enabled").lines()).as("unchanged").hasSize(1);
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

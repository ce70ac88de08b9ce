package dev.vhs.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.cli.Cli;
import dev.vhs.cli.ScalaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code export --ndjson}, and back. */
class BackupTest {
  private static final String LARGE = "x".repeat(10_000);

  private final Cli from = Cli.onMemory();
  private final Cli to = Cli.onMemory();

  @TempDir Path dir;

  private Path lines() {
    return dir.resolve("versions.ndjson");
  }

  private Cli.Ran export(String... more) {
    return run(from, "export", more);
  }

  private Cli.Ran load(Cli into, String... more) {
    return run(into, "import", more);
  }

  private Cli.Ran run(Cli store, String command, String... more) {
    Stream<String> arguments =
        Stream.concat(Stream.of(command, dir.toString(), "--ndjson"), Stream.of(more));
    return store.run(arguments.toArray(String[]::new));
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("objects"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Returns the file of the value that begins with those digits. */
  private Path object(String text) throws IOException {
    for (Path file : objects()) {
      if (Files.readString(file).startsWith(text)) {
        return file;
      }
    }
    throw new AssertionError("no value begins with " + text);
  }

  private void change(String old, String changed) throws IOException {
    String text = Files.readString(lines());
    assertThat(text).contains(old);
    Files.writeString(lines(), text.replace(old, changed));
  }

  @Test
  void everyVersionComesBackAsItWas() throws Exception {
    from.put("a", "0", "--meta", "k=v", "--content-type", "text/plain");
    from.put("a", LARGE);
    from.put("a", "5", "--version", "5");
    from.ok("rm", "a");
    from.put("a", "0");
    from.put("../b//\u00e9 \"", "");
    from.put("gone", "gone");
    from.ok("rm", "gone");
    assertThat(export().isOk().out())
        .startsWith("3 ids: exported 5 versions (9.8 KiB) and 2 deletions")
        .contains("already there 1, failed 0");
    assertThat(objects()).as("each value once, called by its SHA-256").hasSize(5);
    assertThat(Files.readAllLines(lines())).hasSize(1 + 8 + 1);
    assertThat(load(to).isOk().out())
        .startsWith("3 ids: imported 6 versions (9.8 KiB) and 2 deletions");
    for (String id : List.of("a", "../b//\u00e9 \"", "gone")) {
      assertThat(to.history(id)).isEqualTo(from.history(id)).isNotEmpty();
    }
    assertThat(to.ok("get", "a", "--version", "1").out()).isEqualTo(LARGE);
    assertThat(to.ok("verify", "--deep").out()).contains("no problems");
  }

  @Test
  void whatIsThereIsLeftAlone() {
    from.put("a", "0");
    export().isOk();
    load(to).isOk();
    from.put("a", "1");
    JsonNode exported = export("--json").isOk().json().get(0);
    assertThat(exported.get("exported").asLong()).isEqualTo(1);
    assertThat(exported.get("unchanged").asLong()).isEqualTo(1);
    JsonNode imported = load(to, "--json").isOk().json().get(0);
    assertThat(imported.get("imported").asLong()).isEqualTo(1);
    assertThat(imported.get("unchanged").asLong()).isEqualTo(1);
    to.put("a", "2");
    load(to).failed(4, "vhs import: a: v2 in " + to.store() + " is not in the source");
    assertThat(to.ok("get", "a").out()).isEqualTo("2");
  }

  @Test
  void idsStayWholeWhateverPrefixWasAskedFor() {
    from.put("docs/a", "a");
    from.put("site/b", "b");
    export("--prefix", "docs/").isOk();
    load(to).isOk();
    assertThat(to.ok("ls").lines()).singleElement().asString().endsWith("  docs/a");
  }

  @Test
  void aSingleVersionStoreTakesTheNewest() {
    from.put("a", "0");
    from.put("a", "1");
    export().isOk();
    Cli single = Cli.onSingle();
    assertThat(load(single).isOk().out()).startsWith("1 id: imported 1 version");
    assertThat(single.ok("info", "a", "--json").json().get(0).get("version").asLong()).isEqualTo(1);
  }

  @Test
  void whatTheScalaClientWroteGetsItsChecksums() {
    new ScalaTable(from.store()).put("a", 0, "zero").put("a", 3, LARGE);
    export().isOk();
    load(to).isOk();
    assertThat(to.ok("get", "a", "--version", "0").out()).isEqualTo("zero");
    assertThat(to.ok("get", "a").out()).isEqualTo(LARGE);
    assertThat(to.ok("verify", "--deep").out()).contains("no problems");
  }

  @Test
  void aDamagedValueIsNotImported() throws Exception {
    from.put("a", "0");
    from.put("a", LARGE);
    from.put("b", "b");
    from.put("c", "c");
    export().isOk();
    Files.writeString(object("xxx"), "y" + LARGE.substring(1));
    Files.writeString(object("b"), "longer");
    Cli.Ran ran = load(to);
    assertThat(ran.exitCode()).isEqualTo(6);
    assertThat(ran.err())
        .contains("vhs import: a: v1: the file of its value", "has other bytes than at its export")
        .contains("vhs import: b: v0: the file of its value", "has 6 bytes instead of 1");
    assertThat(ran.out()).contains("imported 2 versions ").contains("failed 2");
    assertThat(to.ok("get", "a").out()).as("the version below").isEqualTo("0");
    to.run("get", "b").failed(3);
    assertThat(to.ok("get", "c").out()).isEqualTo("c");

    Files.delete(object("longer"));
    assertThat(load(to).err())
        .contains("vhs import: b: v0: the file of its value", "does not exist");
    export().isOk();
    load(to).isOk();
    assertThat(to.history("a")).isEqualTo(from.history("a"));
  }

  @Test
  void aFileThatEndsEarlyIsNotImportedAtAll() throws Exception {
    from.put("a", "0");
    from.put("b", "0");
    export().isOk();
    List<String> all = Files.readAllLines(lines());
    Files.write(lines(), all.subList(0, all.size() - 1));
    load(to).failed(6, "ends early, after line 3");
    Files.write(lines(), List.of(all.get(0), all.get(1), all.get(3)));
    load(to).failed(6, "line 3: there should be 2 ids and 2 versions above, but there are 1 and 1");
    Files.writeString(lines(), "");
    load(to).failed(6, "ends early, after line 0");
    assertThat(to.run("ls").exitCode()).as("no store was made").isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"vhsExport\":1 | \"vhsExport\":2 | 8 | has format 2, and this release reads format 1",
        "\"vhsExport\" | \"other\" | 6 | line 1: 'vhsExport' is missing",
        "\"version\":0 | \"version\":-1 | 6 | line 2: 'version' is missing or not a whole number",
        "\"kind\":\"value\" | \"kind\":\"odd\" | 6 | line 2: kind is value or tombstone, not 'odd'",
        "\"sha256\":\" | \"sha256\":\"../../ | 6 | is not a SHA-256",
        "\"createdAt\":\" | \"createdAt\":\"soon | 6 | is not valid; expected one such as",
        "\"k\":\"v\" | \"k\":7 | 6 | line 2: 'k' is missing or not text",
        "{\"id\" | {id | 6 | line 2: this is not JSON",
        "{\"k\":\"v\"} | [1] | 6 | line 2: 'metadata' is not an object of names and values",
        "{\"k\":\"v\"} | \"k\" | 6 | line 2: 'metadata' is not an object of names and values",
        "{\"k\":\"v\"} | null | 6 | line 2: 'metadata' is not an object of names and values",
        "\"k\":\"v\" | \"k\":\"v\",\"k\":\"w\" | 6 | line 2: this is not JSON: a member is there"
            + " twice",
        "\"version\":0 | \"version\":1,\"version\":0 | 6 | line 2: this is not JSON: a member is"
            + " there twice",
        "\"metadata\" | \"Metadata\" | 6 | line 2: the member 'Metadata' is not known here",
        "\"store\" | \"shop\" | 6 | line 1: the member 'shop' is not known here",
        "\"ids\" | \"more\":1,\"ids\" | 6 | line 3: the member 'more' is not known here",
        "\"versions\":1} | \"versions\":1}{} | 6 | line 3: this is not JSON",
      })
  void aLineThatIsNoneIsNotImported(String old, String changed, int exitCode, String says)
      throws Exception {
    from.put("a", "0", "--meta", "k=v");
    export().isOk();
    change(old, changed);
    load(to).failed(exitCode, says);
    assertThat(to.run("ls").exitCode()).as("no store was made").isEqualTo(3);
  }

  /** Opening a pipe waits for a writer. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aPipeIsNeitherAListNorAValue() throws Exception {
    from.put("a", "0");
    from.put("b", "1");
    export().isOk();
    Path object = object("0");
    Files.delete(object);
    pipe(object);
    Cli.Ran ran = load(to);
    assertThat(ran.exitCode()).isEqualTo(6);
    assertThat(ran.err())
        .startsWith("vhs import: a: v0: the file of its value")
        .contains("is not a file");
    assertThat(to.ok("get", "b").out()).isEqualTo("1");
    Files.delete(lines());
    pipe(lines());
    load(to).failed(1, "versions.ndjson: not a file");
  }

  private static void pipe(Path path) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
  }

  @Test
  void versionsOfAnIdFall() throws Exception {
    from.put("a", "0");
    from.put("a", "1");
    export().isOk();
    change("\"version\":0", "\"version\":1");
    load(to).failed(6, "line 3: version 1 is not below the one before it");
  }

  @Test
  void wrongUsage() {
    from.put("a", "0");
    export("--all").failed(2, "leave --all out");
    load(to, "--prefix", "p/").failed(2, "leave --prefix out");
    load(to).failed(1, "versions.ndjson: no such file or folder");
    to.run("export", dir.toString(), "--ndjson").failed(3, "There is no store");
    assertThat(lines()).doesNotExist();
  }
}

package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a store in a folder. */
class FileStoreTest {
  private static final String LARGE = "0123456789".repeat(1_000);

  @TempDir Path dir;

  private Path store;
  private Cli vhs;

  @BeforeEach
  void name() {
    store = dir.resolve("work/.vhs");
    vhs = Cli.on("file:" + store);
  }

  /** Returns the only file that holds that value. */
  private Path object(String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> walk = Files.walk(store)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .contains(new String(bytes, StandardCharsets.ISO_8859_1))
            && !file.getFileName().toString().startsWith("index")) {
          return file;
        }
      }
    }
    throw new AssertionError("no object holds the value");
  }

  @Test
  void readsNeverCreateAStore() {
    for (String[] args :
        new String[][] {
          {"get", "x"},
          {"info", "x"},
          {"history", "x"},
          {"ls"},
          {"stats"},
          {"verify"},
          {"gc"},
          {"adopt"},
          {"purge", "x"},
          {"purge", "x", "--yes"},
          {"prune", "x", "--keep", "1"},
          {"rm", "x"},
          {"restore", "x", "--version", "0"},
          {"export", dir.resolve("out").toString()}
        }) {
      vhs.run(args).failed(3, "file:" + store);
      assertThat(store).as(args[0]).doesNotExist();
    }
  }

  @Test
  void aMissingObjectIsExitCodeSix() throws Exception {
    vhs.put("x", LARGE);
    vhs.put("y", "small");
    Files.delete(object(LARGE));
    Path target = Files.createDirectories(dir.resolve("results")).resolve("file");
    Files.writeString(target, "old");
    vhs.run("get", "x").failed(6, "'x'");
    vhs.run("get", "x", "-o", target.toString()).failed(6);
    assertThat(target).hasContent("old");
    Cli.Ran verify = vhs.run("verify");
    assertThat(verify.exitCode()).isEqualTo(6);
    assertThat(verify.lines()).first().asString().startsWith("dangling  x v0  ");
    assertThat(verify.out()).endsWith("1 problem\n");
    JsonNode problem = vhs.run("verify", "--json").json().get(0);
    assertThat(problem.get("problem").asText()).isEqualTo("dangling");
    assertThat(problem.get("location").get("key").asText()).startsWith("x/");
    vhs.run("adopt").failed(8, "x");
    assertThat(vhs.put("x", "next").isOk().out()).startsWith("x v1");
  }

  @Test
  void changedBytesAreExitCodeSixAndNeverAWrongValue() throws Exception {
    vhs.put("x", LARGE);
    Path object = object(LARGE);
    byte[] bytes = Files.readAllBytes(object);
    bytes[bytes.length / 2] ^= 1;
    object.toFile().setWritable(true);
    Files.write(object, bytes);
    Path target = dir.resolve("file");
    vhs.run("get", "x", "-o", target.toString()).failed(6, "'x'");
    assertThat(target).doesNotExist();
    assertThat(vhs.run("verify").exitCode()).isZero();
    Cli.Ran deep = vhs.run("verify", "--deep");
    assertThat(deep.exitCode()).isEqualTo(6);
    assertThat(deep.lines()).first().asString().startsWith("corrupt  x v0  ");
    Cli.Ran export = vhs.run("export", dir.resolve("out").toString());
    assertThat(export.exitCode()).isEqualTo(6);
    assertThat(dir.resolve("out/x")).doesNotExist();
    Cli.Ran copy = vhs.run("copy", "--from", vhs.store(), "--to", "file:" + dir.resolve("copy"));
    assertThat(copy.exitCode()).isEqualTo(6);
    Cli.on("file:" + dir.resolve("copy")).run("get", "x").failed(3);
  }

  @Test
  void theOtherVariantIsRefused() {
    vhs.put("x", "v");
    Cli.on(vhs.store() + "?variant=single").run("get", "x").failed(8);
    Cli.on("file:" + dir.resolve("single") + "?variant=single").put("x", "v").isOk();
    Cli.on("file:" + dir.resolve("single")).ok("get", "x");
  }

  @Test
  void aStoreIsNotImportedIntoItself() throws Exception {
    Files.createDirectories(store.getParent());
    Files.writeString(store.resolveSibling("a"), "a");
    vhs.put("first", "x");
    assertThat(vhs.ok("import", dir.resolve("work").toString()).out())
        .startsWith("imported 1 file ");
    assertThat(vhs.ok("ls").lines()).hasSize(2);
  }

  @Test
  void anExportNeverWritesIntoItsStore() throws Exception {
    vhs.put(".vhs/index.db", "not a database");
    vhs.put(".vhs", "not a folder");
    vhs.put("fine", "x");
    vhs.ok("export", dir.resolve("work").toString());
    assertThat(vhs.ok("get", ".vhs/index.db").out()).isEqualTo("not a database");
    assertThat(dir.resolve("work/fine")).hasContent("x");
    assertThat(dir.resolve("work/.vhs-ids/=%2evhs%2findex%2edb")).hasContent("not a database");
  }

  @Test
  void idsOfEveryShapeRoundTrip() {
    for (String id :
        new String[] {
          "..",
          "a/b",
          "a//b",
          "/",
          "%2F",
          ".vhs",
          "a.",
          "a ",
          "A",
          "a",
          "\u00e9",
          "e\u0301",
          "\ud83d\ude00",
          "x".repeat(1024),
          "con",
          "nul.txt",
          "a\\b",
          "*?"
        }) {
      vhs.put(id, LARGE + id).isOk();
      assertThat(vhs.ok("get", id).out()).as(id).isEqualTo(LARGE + id);
    }
    assertThat(vhs.ok("ls").lines()).hasSize(18);
    vhs.put("x".repeat(1025), "x").failed(2);
    vhs.put("", "x").failed(2);
    vhs.put("a\tb", "x").failed(2);
  }
}

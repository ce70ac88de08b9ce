package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.Variant;
import dev.vhs.testkit.emulators.EmulatedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a table and a bucket. */
class AwsTest {
  private static final String LARGE = "x".repeat(10_000);

  @TempDir Path dir;

  private EmulatedStore emulated;
  private Cli vhs;

  @BeforeEach
  void create() {
    emulated = EmulatedStore.create(Variant.MULTI);
    vhs = Cli.on(emulated.uri());
  }

  @AfterEach
  void remove() {
    emulated.close();
  }

  @Test
  void valuesAndTheirVersions() {
    vhs.put("notes", "first", "--expect", "none").isOk();
    vhs.put("notes", LARGE).isOk();
    vhs.put("notes", "late", "--expect", "0").failed(4, "Expected v0 of 'notes'", "newest is v1");
    assertThat(vhs.ok("get", "notes").out()).isEqualTo(LARGE);
    assertThat(vhs.ok("history", "notes").lines()).hasSize(2);
    assertThat(vhs.ok("restore", "notes", "--version", "0").out()).startsWith("notes v2");
    assertThat(vhs.ok("get", "notes").out()).isEqualTo("first");
    JsonNode large = vhs.ok("info", "notes", "--version", "1", "--json").json().get(0);
    assertThat(large.get("location").get("bucket").asText()).isEqualTo(emulated.name());
    vhs.ok("rm", "notes");
    vhs.run("get", "notes").failed(3, "'notes' was deleted");
    assertThat(vhs.ok("ls").lines()).isEmpty();
    assertThat(vhs.ok("ls", "--deleted").lines()).hasSize(1);
  }

  @Test
  void upkeep() {
    for (int i = 0; i < 4; i++) {
      vhs.put("a", LARGE + i);
    }
    assertThat(vhs.ok("prune", "a", "--keep", "1").out()).contains("3");
    assertThat(vhs.ok("verify", "--deep").out()).contains("no problems");
    assertThat(vhs.ok("stats").out()).contains("versions");
    assertThat(vhs.ok("gc").out()).contains("deleted 0 objects");
    vhs.ok("purge", "a", "--yes");
    vhs.run("get", "a").failed(3);
  }

  @Test
  void beforeLongWorkPeopleAreToldWhatItCosts() {
    for (int i = 0; i < 3; i++) {
      vhs.put("a", LARGE + i);
    }
    String err = vhs.onTerminal("12").env("NO_COLOR", "1").run("gc").err();
    assertThat(err)
        .contains("requests to the index, 1 listing, less than $0.01")
        .contains("as DynamoDB counts about every six hours");
    assertThat(vhs.run("verify", "--deep").err()).contains("requests for objects, less than $0.01");
  }

  @Test
  void aTreeGoesInAndComesBack() throws IOException {
    Path tree = Files.createDirectories(dir.resolve("tree/sub"));
    Files.writeString(tree.resolve("one"), "1");
    Files.writeString(tree.resolve("large"), LARGE);
    vhs.ok("import", dir.resolve("tree").toString());
    vhs.ok("export", dir.resolve("back").toString());
    assertThat(dir.resolve("back/sub/one")).hasContent("1");
    assertThat(dir.resolve("back/sub/large")).hasContent(LARGE);
  }

  @Test
  void copiesToAFolderAndBack() {
    vhs.put("a", "0", "--meta", "k=v");
    vhs.put("a", LARGE);
    vhs.put("a", "5", "--version", "5");
    vhs.put("b", "gone");
    vhs.ok("rm", "b");
    String folder = "file:" + dir.resolve("store");
    String[] there = {"copy", "--from", emulated.uri(), "--to", folder};
    Cli any = Cli.onMemory();
    assertThat(any.ok(there).out()).startsWith("2 ids: copied 4 versions (9.8 KiB) and 1 deletion");
    assertThat(any.ok(there).out()).contains("copied 0 versions").contains("already there 5");
    try (EmulatedStore other = EmulatedStore.create(Variant.MULTI)) {
      any.ok("copy", "--from", folder, "--to", other.uri());
      Cli back = Cli.on(other.uri());
      assertThat(back.ok("history", "a").out()).isEqualTo(vhs.ok("history", "a").out());
      assertThat(back.ok("history", "b").lines()).hasSize(2);
      assertThat(back.ok("get", "a", "--version", "1").out()).isEqualTo(LARGE);
      assertThat(back.ok("info", "a", "--version", "0").out()).contains("k=v");
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    Cli.on("aws:pointers").run("ls").failed(2, "doesn't name a table and a bucket");
    Cli.on("aws:pointers/values?variant=single").run("ls").failed(2, "can't choose the variant");
    String missing = emulated.uri().replace("aws:vhs-", "aws:missing-");
    Cli.on(missing).run("ls").failed(8, "missing-");
    Cli.on(missing).put("a", "value").failed(8, "missing-");
    vhs.run("copy", "--from", emulated.uri(), "--to", emulated.uri()).failed(2, "same store");
  }
}

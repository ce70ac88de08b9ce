package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.Codec;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.local.LocalBackend;
import dev.vhs.spi.Backend;
import dev.vhs.spi.RequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged command with its output in files and in pipes: no message may be lost in a buffer,
 * which tests in one process can't see.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its file names have no line breaks")
class StreamsIT {
  /** The kinds of streams that are no terminals. */
  enum Streams {
    FILES,
    PIPES
  }

  private record Ran(int exitCode, String out, String err) {}

  private static final byte[] LARGE = new byte[10_000];
  private static final String UNREACHABLE =
      "endpoint-dynamodb=http://127.0.0.1:9&endpoint-s3=http://127.0.0.1:9";

  @TempDir Path dir;
  private Path tree;

  @BeforeEach
  void make() throws IOException {
    tree = Files.createDirectory(dir.resolve("tree"));
  }

  private String uri() {
    return "file:" + dir.resolve("store");
  }

  private Ran run(Streams streams, String... args) throws Exception {
    return start(streams, List.of(), args);
  }

  private Ran start(Streams streams, List<String> starter, String... args) throws Exception {
    List<String> command = new ArrayList<>(starter);
    command.add(Path.of(System.getProperty("vhs.home"), "bin", "vhs").toString());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("VHS_STORE", uri()),
                Map.entry("VHS_PREPARE", "no"),
                Map.entry("LC_ALL", "C.UTF-8"),
                Map.entry("JAVA_HOME", System.getProperty("java.home")),
                Map.entry("AWS_ACCESS_KEY_ID", "nobody"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "nothing")));
    Path out = dir.resolve("out.txt");
    Path err = dir.resolve("err.txt");
    if (streams == Streams.FILES) {
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    }
    Process process = builder.start();
    process.getOutputStream().close();
    CompletableFuture<String> output = read(process.getInputStream());
    CompletableFuture<String> errors = read(process.getErrorStream());
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("%s has ended", command).isTrue();
    return streams == Streams.FILES
        ? new Ran(process.exitValue(), Files.readString(out), Files.readString(err))
        : new Ran(process.exitValue(), output.get(), errors.get());
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Makes a store with values, and deletes the object of the last one. */
  private void damage(int values) throws IOException {
    try (Vhs vhs = Vhs.open(uri());
        Backend backend = LocalBackend.builder(dir.resolve("store")).open()) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      VersionInfo last = null;
      for (int i = 0; i < values; i++) {
        last = store.init("value " + i, LARGE);
      }
      assertThat(last).isNotNull();
      backend.objects().delete(last.location().orElseThrow(), RequestContext.unlimited());
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneShortMessageOfAnImportArrives(Streams streams) throws Exception {
    Files.writeString(tree.resolve("new\nline"), "x");
    Ran ran = run(streams, "import", tree.toString());
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(2);
    assertThat(ran.out()).contains("failed 1");
    assertThat(ran.err()).startsWith("vhs import: new\\u{a}line: ").hasLineCount(1);
  }

  @ParameterizedTest
  @EnumSource
  void everyOneOfManyMessagesArrives(Streams streams) throws Exception {
    for (int i = 0; i < 40; i++) {
      Files.writeString(tree.resolve("new\nline " + i), "x");
    }
    Ran ran = run(streams, "import", tree.toString());
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).hasLineCount(40).endsWith("\n");
    for (int i = 0; i < 40; i++) {
      assertThat(ran.err()).contains("vhs import: new\\u{a}line " + i + ": ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void messagesUnderJsonArrive(Streams streams) throws Exception {
    Files.writeString(tree.resolve("new\nline"), "x");
    Ran ran = run(streams, "import", tree.toString(), "--json");
    assertThat(ran.err()).hasLineCount(1);
    JsonNode error = Cli.Ran.parse(ran.err());
    assertThat(error.get("id").asText()).isEqualTo("new\nline");
    assertThat(Cli.Ran.parse(ran.out()).get("failed").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void messagesOfExportAndCopyArrive(Streams streams) throws Exception {
    damage(3);
    for (List<String> command :
        List.of(
            List.of("export", tree.toString()),
            List.of("export", dir.resolve("backup").toString(), "--ndjson"),
            List.of("copy", "--from", uri(), "--to", "file:" + dir.resolve("copy")))) {
      Ran ran = run(streams, command.toArray(String[]::new));
      assertThat(ran.exitCode()).as(ran.err()).isEqualTo(6);
      assertThat(ran.out()).contains("failed 1");
      assertThat(ran.err())
          .startsWith("vhs " + command.get(0) + ": value 2: ")
          .hasLineCount(1)
          .endsWith("\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAListPassesOverIsSaid(Streams streams) throws Exception {
    damage(3);
    try (Connection index =
            DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("store/index.db"));
        Statement broken = index.createStatement()) {
      assertThat(broken.executeUpdate("UPDATE pointers SET size = -1 WHERE id = 'value 1'"))
          .isEqualTo(1);
    }
    Ran ran = run(streams, "ls");
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(6);
    assertThat(ran.out()).hasLineCount(2);
    assertThat(ran.err()).contains("value 1 v0").hasLineCount(1);
  }

  @ParameterizedTest
  @EnumSource
  void theFailureOfACommandArrivesAfterItsOutput(Streams streams) throws Exception {
    Ran help = run(streams);
    assertThat(help.exitCode()).isEqualTo(2);
    assertThat(help.out()).isEmpty();
    assertThat(help.err()).startsWith("Usage:").endsWith(".\n");
    Ran missing = run(streams, "get", "nothing");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.err()).startsWith("vhs get: ").hasLineCount(1);
    Ran verbose = run(streams, "get", "nothing", "--verbose");
    assertThat(verbose.err()).contains("\tat dev.vhs").endsWith(")\n");
  }

  /** The operating system says only that there is no space left, or that a file is too large. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aWriteThatFailsNamesItsFile() throws Exception {
    try (Vhs vhs = Vhs.open(uri())) {
      vhs.store(Codec.bytes()).init("large", new byte[300_000]);
    }
    Path limited = Files.writeString(dir.resolve("limited"), "ulimit -f 100; exec \"$@\"");
    Ran ran = start(Streams.FILES, List.of("sh", limited.toString()), "get", "large", "-o", "copy");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).startsWith("vhs get: " + dir.resolve("copy") + ": ").hasLineCount(1);
    assertThat(dir.resolve("copy")).doesNotExist();
  }

  /** Without a provider, the logging library's first user prints three lines of its own. */
  @ParameterizedTest
  @EnumSource
  void noLibrarySaysAWord(Streams streams) throws Exception {
    Ran ran = run(streams, "ls", "--store", "aws:table/bucket?region=eu-west-1&" + UNREACHABLE);
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(5);
    assertThat(ran.err()).startsWith("vhs ls: ").hasLineCount(1);
    Path file = Files.writeString(tree.resolve("file"), "x");
    assertThat(run(streams, "put", "id", file.toString()).err()).isEmpty();
  }
}

package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.Locale;
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
import org.junit.jupiter.params.provider.ValueSource;

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
      assertThat(
              broken.executeUpdate("UPDATE pointers SET row = zeroblob(40) WHERE id = 'value 1'"))
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
      vhs.store(Codec.bytes()).init("large", new byte[6_000_000]);
    }
    Path limited = Files.writeString(dir.resolve("limited"), "ulimit -f 6000; exec \"$@\"");
    Ran ran = start(Streams.FILES, List.of("sh", limited.toString()), "get", "large", "-o", "copy");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).startsWith("vhs get: " + dir.resolve("copy") + ": ").hasLineCount(1);
    assertThat(dir.resolve("copy")).doesNotExist();
  }

  /** Runs a script in which {@code vhs} is the packaged command. */
  private Ran script(Map<String, String> env, String text) throws Exception {
    String vhs = Path.of(System.getProperty("vhs.home"), "bin", "vhs").toString();
    Path script =
        Files.writeString(dir.resolve("script"), "vhs() { '" + vhs + "' \"$@\"; }\n" + text);
    List<String> starter = new ArrayList<>(List.of("env"));
    env.forEach((name, value) -> starter.add(name + "=" + value));
    starter.addAll(List.of("sh", script.toString()));
    return start(Streams.FILES, starter, "unused");
  }

  private void large() {
    try (Vhs vhs = Vhs.open(uri())) {
      vhs.store(Codec.bytes()).init("large", new byte[3_000_000]);
    }
  }

  /** Makes a locale whose errors are not in English, in a folder of its own. */
  private Map<String, String> spanish() throws Exception {
    Process made =
        new ProcessBuilder("localedef", "-i", "es_ES", "-f", "UTF-8", dir + "/es_ES.UTF-8")
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("localedef.txt").toFile())
            .start();
    made.waitFor();
    Map<String, String> spanish =
        Map.of(
            "LOCPATH", dir.toString(),
            "LC_ALL", "es_ES.UTF-8",
            "VHS_JAVA_OPTS", "-Duser.language=es");
    Ran full = script(spanish, "vhs get large >/dev/full");
    assumeTrue(!full.err().contains("No space left"), "errors are in Spanish");
    assertThat(full.exitCode()).isEqualTo(1);
    assertThat(full.err()).startsWith("vhs get: Can't write to standard output: ").hasLineCount(1);
    return spanish;
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aReaderThatHasGoneIsKnownInEveryLanguage() throws Exception {
    large();
    Ran english = script(Map.of(), "vhs get large >/dev/full");
    assertThat(english.exitCode()).isEqualTo(1);
    assertThat(english.err()).contains("No space left on device").hasLineCount(1);
    String gone = "{ vhs get large; echo $? >code; } | head -c 10 >/dev/null";
    String pipe =
        "\n"
            + "mkfifo pipe; head -c 10 pipe >/dev/null & vhs get large -o pipe; echo $? >>code; rm"
            + " pipe";
    for (Map<String, String> language : List.of(Map.<String, String>of(), spanish())) {
      Ran ran = script(language, gone + pipe);
      assertThat(ran.err()).isEmpty();
      assertThat(dir.resolve("code")).hasContent("141\n141\n");
    }
  }

  /** Java reads bytes that are no text all as one character. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void argumentsThatAreNotTextAreRefused() throws Exception {
    Files.writeString(dir.resolve("value"), "v");
    Ran ran =
        script(
            Map.of(),
            """
            for id in 'f\\377' 'f\\376' '\\303'; do vhs put "$(printf "$id")" value; echo $?; done
            vhs put fine "$(printf 'value\\377')"; echo $?
            vhs put "$(printf '\\357\\277\\275')?" value; echo $?
            VHS_STORE=$(printf 'file:s\\377') vhs put x value; echo $?
            mkdir "$(printf 'd\\377')"; cd "$(printf 'd\\377')"; vhs put x ../value; echo $?
            """);
    assertThat(ran.err().lines())
        .containsExactly(
            "vhs: An argument is not text in UTF-8: 'f\\xff'. Nothing was done",
            "vhs: An argument is not text in UTF-8: 'f\\xfe'. Nothing was done",
            "vhs: An argument is not text in UTF-8: '\\xc3'. Nothing was done",
            "vhs: An argument is not text in UTF-8: 'value\\xff'. Nothing was done",
            "vhs: The variable VHS_STORE is not text in UTF-8: 'file:s\\xff'. Nothing was done",
            "vhs: The current folder's name is not text in UTF-8: '"
                + dir
                + "/d\\xff'. Nothing was done; run vhs in another folder");
    assertThat(ran.out().lines().filter(line -> line.length() == 1).toList())
        .containsExactly("2", "2", "2", "2", "0", "2", "2");
    assertThat(ran.out()).contains("\ufffd? v0 ");
    assertThat(run(Streams.PIPES, "ls").out()).hasLineCount(1);
  }

  /** Programs read what the command prints and writes, whatever digits its user knows. */
  @ParameterizedTest
  @ValueSource(strings = {"fa-IR", "hi-IN-u-nu-deva"})
  void numbersHaveTheSameDigitsInEveryLanguage(String language) throws Exception {
    Locale locale = Locale.forLanguageTag(language);
    String digits = locale.getUnicodeLocaleType("nu");
    String options =
        "-Duser.language="
            + locale.getLanguage()
            + " -Duser.country="
            + locale.getCountry()
            + (digits == null ? "" : " -Duser.extensions=u-nu-" + digits);
    Ran ran =
        script(
            Map.of("VHS_JAVA_OPTS", options),
            """
            set -e
            head -c 5000 /dev/zero >value
            vhs put I1 value --meta K=1
            vhs put I1 value
            vhs ls; vhs ls --json; vhs history I1; vhs info I1; vhs verify; vhs gc
            vhs gc --state s; vhs stats; vhs doctor --all; vhs prune I1 --keep 1
            vhs export out --ndjson; vhs import out --ndjson --store file:again
            vhs import tree; vhs export tree2
            vhs get I1 --version 77 2>&1 || true
            vhs gc --segment 5 --of 3 2>&1 || true
            vhs purge I1 2>&1 || true
            vhs import --help; vhs provision books --as cloudformation; vhs completion bash
            vhs provision books --as terraform; cat out/versions.ndjson; find store
            vhs --version
            """);
    assertThat(ran.exitCode()).as(ran.err() + ran.out()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().codePoints().filter(c -> Character.isDigit(c) && c > '9')).isEmpty();
    assertThat(ran.out())
        .contains("last gc         2", "from 0 to 2 for --of 3, not 5", "\"version\":1");
  }

  @Test
  void thereIsAMessageWhenMemoryIsShort() throws Exception {
    Path line = tree.resolve("versions.ndjson");
    Files.write(line, new byte[64 << 20]);
    for (String json : List.of("", " --json", " --verbose")) {
      Ran ran = script(Map.of("VHS_JAVA_OPTS", "-Xmx20m"), "vhs import tree --ndjson" + json);
      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.err()).contains("out of memory").contains("VHS_JAVA_OPTS=-Xmx512m");
    }
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

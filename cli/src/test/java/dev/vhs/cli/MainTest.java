package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Globals;
import dev.vhs.cli.shell.Printable;
import dev.vhs.cli.shell.StackText;
import dev.vhs.spi.Masked;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final Cli vhs = Cli.onMemory();

  @Test
  void versionNamesTheRelease() {
    assertThat(vhs.ok("--version").out()).matches("vhs .+ \\(Java .+\\)\n");
    assertThat(vhs.ok("--json", "-V").out()).startsWith("vhs ");
  }

  @Test
  void helpListsEveryCommand() {
    String help = vhs.ok("--help").out();
    for (CommandName name : CommandName.values()) {
      assertThat(help).contains("\n  " + name.text() + " ").contains(name.summary());
    }
    assertThat(vhs.ok("help").out()).isEqualTo(help);
    assertThat(help.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void noCommandIsWrongUsage() {
    Cli.Ran ran = vhs.run();
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.bytes()).isEmpty();
    assertThat(ran.err()).contains("Usage:");
  }

  @ParameterizedTest
  @EnumSource(CommandName.class)
  void everyCommandHasHelpWithExamples(CommandName name) {
    String help = vhs.ok(name.text(), "--help").out();
    assertThat(help)
        .startsWith("Usage: vhs " + name.text())
        .contains("\nExamples:\n  ")
        .contains("vhs " + name.text());
    assertThat(help).contains("--store=URI").contains("--json");
    assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    assertThat(help).doesNotContain("\u001b").doesNotContain("%n");
    assertThat(vhs.ok("help", name.text()).out()).isEqualTo(help);
    assertThat(vhs.ok(name.text(), "x", "-h").out()).isEqualTo(help);
  }

  @Test
  void unknownCommandsAndOptionsAreWrongUsage() {
    vhs.run("pu", "x").failed(2, "There is no command 'pu'", "did you mean 'put'?");
    vhs.run("frobnicate").failed(2, "There is no command 'frobnicate'", "vhs --help");
    vhs.run("--frob", "put").failed(2, "There is no option '--frob'");
    vhs.run("put").failed(2, "vhs put:", "ID is missing. See: ", "vhs put --help");
    vhs.run("put", "a", "b", "c").failed(2);
    vhs.run("get", "x", "--nope").failed(2, "There is no option '--nope' here");
    vhs.run("get", "x", "--version", "one").failed(2, "'one'");
    vhs.run("--store").failed(2, "--store needs a URI");
    vhs.run("prune", "x", "--keep-younger", "soon").failed(2, "'soon' is not a duration");
    vhs.run("prune", "x").failed(2, "--keep");
    vhs.run("prune", "x", "--keep", "0").failed(2);
    vhs.run("import", "x", "--jobs", "0").failed(2, "--jobs");
  }

  static Stream<Arguments> wrongCalls() {
    return Stream.of(
        arguments("get", "ID is missing"),
        arguments("restore x", "--version N is missing"),
        arguments("copy", "--from URI and --to URI are missing"),
        arguments("get x --version", "--version needs a value, as in --version N"),
        arguments("get x --version=", "--version needs a value, as in --version N"),
        arguments("get x --version -o f", "--version needs a value, as in --version N"),
        arguments("get x -o", "--output needs a value, as in --output FILE"),
        arguments("get x --version one", "--version: 'one' is not a whole number"),
        arguments("get x --version 1e3", "--version: '1e3' is not a whole number"),
        arguments(
            "get x --version 9999999999999999999",
            "--version: '9999999999999999999' is too large a number"),
        arguments("gc --jobs 9999999999", "--jobs: '9999999999' is too large a number"),
        arguments("gc --segment x --of 4", "--segment: 'x' is not a whole number"),
        arguments("gc --segment 4 --of 4", "--segment is a number from 0 to 3 for --of 4, not 4"),
        arguments("gc --segment 0 --of 0", "--of is 1 or more, not 0"),
        arguments("gc --rate fast", "--rate: 'fast' is not a number"),
        arguments("gc --rate 0", "--rate is more than 0"),
        arguments("gc --rate NaN", "--rate is more than 0"),
        arguments("gc --max-delete -1", "--max-delete is 0 or more, not -1"),
        arguments("gc --json=yes", "--json takes no value"),
        arguments("prune x --keep-younger 0s", "--keep-younger is more than 0 s"),
        arguments("get x --version 1 --version 2", "--version is given twice"),
        arguments("get x y", "'y' is one argument too many"),
        arguments("put x - --meta by", "--meta takes a name and a value, as in by=ann, not 'by'"),
        arguments("doctor --tag by", "--tag takes a name and a value, as in by=ann, not 'by'"),
        arguments("doctor --capacity 5", "--capacity is read and write units, as in 5/5, not '5'"),
        arguments(
            "provision b --as x", "--as is sdk, cloudformation, terraform or policies, not 'x'"),
        arguments("provision b --format x", "--format is yaml or json, not 'x'"));
  }

  /** Users need no Java: no message speaks of a long, an enum's constants or an exception. */
  @ParameterizedTest
  @MethodSource("wrongCalls")
  void wrongCallsAreToldInPlainWords(String call, String message) {
    String program = "vhs " + call.substring(0, (call + " ").indexOf(' '));
    assertThat(vhs.run(call.split(" ")).failed(2).err())
        .startsWith(program + ": " + message)
        .doesNotContainPattern("\\b(long|int|double|boolean|[A-Z]\\w+Exception)\\b");
  }

  @Test
  void theStoreIsTheOptionElseTheEnvironmentElseTheFolder() {
    Cli other = Cli.onMemory();
    other.put("x", "there");
    assertThat(vhs.ok("--store", other.store(), "get", "x").out()).isEqualTo("there");
    assertThat(vhs.ok("get", "x", "--store=" + other.store()).out()).isEqualTo("there");
    vhs.run("get", "x").failed(3, vhs.store());
    assertThat(new Globals().storeUri(Map.of())).isEqualTo("file:.vhs");
    assertThat(new Globals().storeUri(Map.of("VHS_STORE", ""))).isEqualTo("file:.vhs");
  }

  @Test
  void unknownStoresAreWrongUsage() {
    String kinds = "a store is file:DIR, aws:TABLE/BUCKET or memory:";
    Cli.on("nosuch:thing").run("ls").failed(2, "There is no kind of store 'nosuch:'; " + kinds);
    vhs.run("copy", "--from", "nosuch:x", "--to", "memory:").failed(2, kinds);
    vhs.run("copy", "--from", "memory:", "--to", "nosuch:x").failed(2, kinds);
    Cli.on("plain").run("ls").failed(2, "it has no scheme");
    Cli.on("memory:?variant=double").run("ls").failed(2, "double");
  }

  @Test
  void errorsUnderJsonAreOneObject() {
    Cli.Ran ran = vhs.run("--json", "get", "no\u202e", "--version", "3");
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.bytes()).isEmpty();
    var error = Cli.Ran.parse(ran.err());
    assertThat(error.get("error").asText()).isEqualTo("NoVersionExists");
    assertThat(error.get("id").asText()).isEqualTo("no\u202e");
    assertThat(error.get("version").asLong()).isEqualTo(3);
    assertThat(error.get("exitCode").asInt()).isEqualTo(3);
    assertThat(error.get("message").asText()).contains(vhs.store());
  }

  /** Text of servers and rows must not move a cursor, nor look like lines of ours. */
  @Test
  void verboseShowsForeignTextAsOneLine() {
    Failure failure =
        new Failure(
            1,
            "at \u001b[2J\nvhs get: all is well",
            new IllegalStateException("\u009bK\u2028" + "x".repeat(5_000_000)));
    failure.addSuppressed(new IOException("http://ann:secret@host:9000/\r"));
    String text = StackText.of(failure);
    assertThat(text).hasSizeLessThan(200_000).doesNotContain("\u001b", "\r", "\u009b", "secret");
    assertThat(text.lines())
        .allMatch(
            line ->
                line.matches(
                    "\\t*(at .*|\\.\\.\\. \\d+ more|(Caused by: |Suppressed: )?\\S+: .*)"));
    assertThat(text)
        .contains("at \\u{1b}[2J\\u{a}vhs get: all is well\n\tat ")
        .contains("\tSuppressed: java.io.IOException: http://***@host:9000/\\u{d}\n")
        .contains("\nCaused by: java.lang.IllegalStateException: \\u{9b}K\\u{2028}xxx")
        .contains(" characters left out) ... xxx");
    Throwable again = new IOException("a");
    again.initCause(new IOException("b", again));
    assertThat(StackText.of(again)).contains("Caused by: java.io.IOException: a (again)");
  }

  @Test
  void longMessagesAreCut() {
    Cli.Ran ran = vhs.run("completion", "x".repeat(5_000_000));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).hasSizeLessThan(10_000).hasLineCount(1).contains("characters left out");
    Cli.Ran json = vhs.run("completion", "x".repeat(5_000_000), "--json");
    assertThat(Cli.Ran.parse(json.err()).get("message").asText()).hasSizeLessThan(10_000);
    String text = "\ud83d\ude00".repeat(5_000);
    for (String odd : List.of(text, "a" + text, text + "a")) {
      assertThat(Printable.cut(odd))
          .doesNotContainPattern("[\\ud800-\\udbff](?![\\udc00-\\udfff])");
    }
    assertThat(Printable.cut("x".repeat(8_000))).isEqualTo("x".repeat(8_000));
  }

  @ParameterizedTest
  @CsvSource({
    "http://ann:secret@host/x,http://***@host/x",
    "aws:t/b?endpoint-s3=https://ann:p@ss@host:1&a=b@c,aws:t/b?endpoint-s3=https://***@host:1&a=b@c",
    "aws:t/b?endpoint-s3=http%3A%2F%2Fann%3asecret%40host%2F&x=y%40z,aws:t/b?endpoint-s3=http%3A%2F%2F***%40host%2F&x=y%40z",
    "aws:t/b?x=http%3a//token@host,aws:t/b?x=http%3a//***@host",
    "HTTP://a@h http://b@i,HTTP://***@h http://***@i",
    "http://host/ann@home,http://host/ann@home",
    "ann@home.org,ann@home.org",
    "http://@host,http://@host",
    "'http://a:b@h' and 'c@d','http://***@h' and 'c@d'"
  })
  void passwordsInUrlsAreMasked(String text, String masked) {
    assertThat(Masked.of(text)).isEqualTo(masked);
  }

  @Test
  void noOutputNamesAPasswordOfTheStore(@TempDir Path dir) throws IOException {
    String secret = "http://ann:secret@host";
    Cli.on("memory:" + secret + "?variant=double").run("ls").failed(2, "http://***@host");
    Cli in = Cli.on("memory:" + UUID.randomUUID() + secret);
    in.put("x", "v").isOk();
    in.put("y", "w").isOk();
    Cli other = Cli.onMemory();
    other.put("x", "other");
    List<String[]> calls =
        List.of(
            new String[] {"get", "none"},
            new String[] {"get", "none", "--verbose"},
            new String[] {"stats"},
            new String[] {"adopt"},
            new String[] {"adopt", "--yes"},
            new String[] {"doctor", "--all"},
            new String[] {"purge", "x"},
            new String[] {"verify"},
            new String[] {"copy", "--from", other.store(), "--to", in.store()},
            new String[] {"export", dir.toString(), "--ndjson"});
    for (String[] call : calls) {
      for (String json : List.of("--json", "")) {
        List<String> words = new ArrayList<>(List.of(call));
        if (!json.isEmpty()) {
          words.add(json);
        }
        Cli.Ran ran = in.onTerminal("2").env("NO_COLOR", "1").run(words.toArray(new String[0]));
        assertThat(ran.out() + ran.err()).as("%s", words).isNotEmpty().doesNotContain("secret");
      }
    }
    assertThat(Files.readString(dir.resolve("versions.ndjson")))
        .contains("http://***@host")
        .doesNotContain("secret");
  }

  @Test
  void verboseAddsTheStack() {
    Cli.Ran ran = vhs.run("get", "none", "--verbose");
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("dev.vhs.NoVersionExists").contains("\tat dev.vhs");
  }

  @Test
  void aMissingStoreIsSaidToBeMissing() {
    vhs.run("get", "x").failed(3, "there is no store there yet");
    vhs.run("ls").failed(3, "There is no store " + vhs.store());
    vhs.run("stats").failed(3);
    vhs.run("verify").failed(3);
    vhs.run("gc").failed(3);
    vhs.run("adopt").failed(3);
    vhs.put("y", "z");
    assertThat(vhs.run("get", "x").failed(3, vhs.store()).err()).doesNotContain("no store");
  }

  @Test
  void everyFailureOfAStoreHasItsExitCode() {
    Cli.on("faulty:unavailable").run("get", "x").failed(5, "doesn't answer");
    Cli.on("faulty:denied").run("get", "x").failed(8, "You may not read");
    Cli.on("faulty:mismatch").run("get", "x").failed(8, "another store");
    Cli.on("faulty:lost").put("x", "v").failed(7, "No answer whether version 0 of 'x'");
  }

  @Test
  void aFailureThatNobodyThoughtOfIsOneLineToo() {
    vhs.run("import", "/no/such/folder").failed(1, "/no/such/folder: no such file or folder");
    Failure fault = Failure.of(new IllegalStateException("odd"));
    assertThat(fault.exitCode()).isEqualTo(1);
    assertThat(fault.getMessage()).startsWith("A fault in vhs itself: odd.").contains("--verbose");
    assertThat(fault.json()).contains("\"error\":\"Failed\"");
    assertThat(Failure.of(new OutOfMemoryError("Java heap space")).getMessage())
        .contains("VHS_JAVA_OPTS");
  }

  @Test
  void aClosedPipeEndsQuietly() throws IOException {
    vhs.put("x", "v");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PipedOutputStream pipe = new PipedOutputStream();
    new PipedInputStream(pipe).close();
    int exitCode =
        Main.run(
            List.of("get", "x"),
            new ByteArrayInputStream(new byte[0]),
            pipe,
            err,
            Map.of("VHS_STORE", vhs.store()));
    assertThat(exitCode).isEqualTo(141);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  /** The words of an error are in the user's language, and say nothing to a program. */
  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Broken pipe", "Stream closed", "Rohr kaputt"})
  void anErrorIsNotKnownByItsWords(String words) {
    vhs.put("x", "v");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            List.of("get", "x"),
            new ByteArrayInputStream(new byte[0]),
            failing(words),
            err,
            Map.of("VHS_STORE", vhs.store()));
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("vhs get: Can't write to standard output: " + words + "\n");
  }

  @Test
  void aClosedStandardErrorChangesNothing() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            List.of("get", "none"),
            new ByteArrayInputStream(new byte[0]),
            out,
            failing("Bad file descriptor"),
            Map.of("VHS_STORE", vhs.store()));
    assertThat(exitCode).isEqualTo(3);
  }

  /** A caller may hand in any stream, and it ends with the messages in it. */
  @Test
  void messagesLeaveABufferedStandardErrorAtOnce() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            List.of(),
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayOutputStream(),
            new BufferedOutputStream(err),
            Map.of());
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Usage:");
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @Test
  void colourOnlyOnATerminalAndWhereWanted() {
    vhs.put("x", "v");
    assertThat(vhs.ok("history", "x").out()).doesNotContain("\u001b");
    vhs.onTerminal("12");
    assertThat(vhs.ok("history", "x").out()).contains("\u001b[1m");
    assertThat(vhs.ok("put", "--help").out()).contains("\u001b[");
    assertThat(vhs.run("get", "none").err()).contains("\u001b[31m");
    vhs.env("NO_COLOR", "1");
    assertThat(vhs.ok("history", "x").out()).doesNotContain("\u001b");
    assertThat(vhs.ok("put", "--help").out()).doesNotContain("\u001b");
    assertThat(vhs.run("get", "none").err()).doesNotContain("\u001b");
  }
}

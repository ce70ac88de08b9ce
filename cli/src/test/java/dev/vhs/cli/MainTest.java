package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.vhs.cli.shell.Failure;
import dev.vhs.cli.shell.Globals;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
    Cli.on("plain").run("ls").failed(2, "needs a scheme");
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
  void aClosedPipeEndsQuietly() {
    vhs.put("x", "v");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            List.of("get", "x"),
            new ByteArrayInputStream(new byte[0]),
            failing("Broken pipe"),
            err,
            Map.of("VHS_STORE", vhs.store()));
    assertThat(exitCode).isEqualTo(141);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aFullDiskIsNoClosedPipe() {
    vhs.put("x", "v");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            List.of("get", "x"),
            new ByteArrayInputStream(new byte[0]),
            failing("No space left on device"),
            err,
            Map.of("VHS_STORE", vhs.store()));
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("No space left on device");
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

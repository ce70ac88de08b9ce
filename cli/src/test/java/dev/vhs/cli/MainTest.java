package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    vhs.run("pu", "x").failed(2, "No command 'pu'", "did you mean 'put'?");
    vhs.run("frobnicate").failed(2, "No command 'frobnicate'", "vhs --help");
    vhs.run("--frob", "put").failed(2, "No option '--frob'");
    vhs.run("put").failed(2, "vhs put:", "Missing required parameter: 'ID'", "vhs put --help");
    vhs.run("put", "a", "b", "c").failed(2);
    vhs.run("get", "x", "--nope").failed(2, "No option '--nope' here");
    vhs.run("get", "x", "--version", "one").failed(2, "'one'");
    vhs.run("--store").failed(2, "--store needs a URI");
    vhs.run("prune", "x", "--keep-younger", "soon").failed(2, "'soon' is no duration");
    vhs.run("prune", "x").failed(2, "--keep");
    vhs.run("prune", "x", "--keep", "0").failed(2);
    vhs.run("import", "x", "--jobs", "0").failed(2, "--jobs");
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
    Cli.on("nosuch:thing").run("ls").failed(2, "nosuch");
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
    assertThat(Failure.of(new IllegalStateException("odd")).exitCode()).isEqualTo(1);
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

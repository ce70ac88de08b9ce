package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shell in a folder of its own, in which {@code vhs} is this build's command. */
final class DocumentedShell {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  /** The options that make short runs short. */
  private static final String SHORT_RUNS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private final Path dir;
  private final String store;
  private final Map<String, String> variables;

  /**
   * A shell.
   *
   * @param store what {@code VHS_STORE} is there; empty for nothing
   */
  DocumentedShell(Path dir, String store) throws IOException {
    this(dir, store, Map.of());
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path vhs = Files.createDirectory(dir.resolve("bin")).resolve("vhs");
    Files.writeString(
        vhs,
        "#!/bin/sh\nexec '%s' %s -cp '%s' dev.vhs.cli.Main \"$@\"\n"
            .formatted(java, SHORT_RUNS, CLASS_PATH));
    Files.setPosixFilePermissions(vhs, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private DocumentedShell(Path dir, String store, Map<String, String> variables) {
    this.dir = dir;
    this.store = store;
    this.variables = variables;
  }

  /** Returns the same shell with those variables in its environment. */
  DocumentedShell with(Map<String, String> environment) {
    return new DocumentedShell(dir, store, environment);
  }

  /** Returns the block of a page below a comment with that name. */
  static String block(String page, String name) throws IOException {
    Matcher block =
        Pattern.compile(
                "<!-- runbook: " + Pattern.quote(name) + " -->\n```sh\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve(page)));
    assertThat(block.find()).as("%s has a block %s", page, name).isTrue();
    return block.group(1);
  }

  /** The exit code and the output of a script. */
  record Result(int exitCode, String output) {}

  /** Runs a script, to its end or its first command that fails. */
  Result run(String script) throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", script).directory(dir.toFile());
    Map<String, String> env = shell.environment();
    env.put("PATH", dir.resolve("bin") + ":" + env.get("PATH"));
    env.remove("VHS_STORE");
    env.putAll(variables);
    if (!store.isEmpty()) {
      env.put("VHS_STORE", store);
    }
    Path output = dir.resolve("output");
    Process process = shell.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(script).isTrue();
    return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }
}

package dev.vhs.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that a machine may lack, such as {@code cfn-lint}. If it is missing, the test is
 * skipped, or fails with {@code -Dvhs.tests.requireTools=true}.
 */
record Tool(Path program) {
  /** The system property that makes a missing tool a failure. */
  private static final String REQUIRED = "vhs.require.tools";

  private static final int TIME_LIMIT_SECONDS = 600;

  /** Returns the tool of that name on the {@code PATH}. */
  static Tool of(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Tool::new)
        .orElseThrow(() -> missing(name + " on the PATH"));
  }

  /** Ends the test, because this machine lacks a tool; it never returns. */
  static RuntimeException missing(String what) {
    String message = "There is no " + what;
    if (Boolean.getBoolean(REQUIRED)) {
      return Assertions.fail(message + ", and tools are required");
    }
    System.err.println("Skipped: " + message);
    return Assumptions.abort(message);
  }

  /** The result of a run: the exit code, and both streams. */
  record Ran(int exitCode, String output) {}

  /** Runs it to its end. */
  Ran run(Path folder, String... arguments) {
    return run(folder, Map.of(), arguments);
  }

  /** Runs it to its end, with further variables in its environment. */
  Ran run(Path folder, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Assertions.fail(command + " did not end: " + Files.readString(output));
      }
      return new Ran(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Assertions.fail("interrupted while " + command + " ran", e);
    }
  }
}

package dev.vhs.local.powerloss;

import dev.vhs.local.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The tool that records the system calls of a process. Tests that need it are skipped where it is
 * missing or may not trace, also where other tools are required: machines forbid tracing for good
 * reasons. {@link ObjectsAtPowerCutTest} records objects everywhere, and a test of the sessions
 * looks at the settings of SQLite.
 */
final class Strace {
  /** The option to stop a process only at one of the calls; an older strace lacks it. */
  private static final String QUICK = "--seccomp-bpf";

  private Strace() {}

  /** Ends the test where system calls can't be recorded. */
  static void require() throws IOException {
    String said = refusal(List.of());
    if (said == null) {
      return;
    }
    String message = "system calls can't be recorded here: " + said;
    System.err.println("SKIPPED, since " + message);
    Assumptions.abort(message);
  }

  /** Runs a main class to its end, and returns what it did below a folder. */
  static Recording record(Path watched, Class<?> main, Object... arguments)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("strace", ".log");
    try {
      List<String> command = new ArrayList<>(List.of("strace", "-o", log.toString()));
      command.addAll(SystemCalls.OPTIONS);
      if (refusal(List.of(QUICK)) == null) {
        command.add(QUICK);
      }
      try (ChildJvm child = ChildJvm.startUnder(command, main, arguments)) {
        child.lines();
      }
      return SystemCalls.read(watched, Files.readAllLines(log, StandardCharsets.US_ASCII));
    } finally {
      Files.delete(log);
    }
  }

  /** Returns the reason why no process can be traced; null where one can. */
  private static String refusal(List<String> more) throws IOException {
    List<String> command = new ArrayList<>(List.of("strace", "-o", "/dev/null"));
    command.addAll(SystemCalls.OPTIONS);
    command.addAll(more);
    command.add("true");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.onExit().join().exitValue() == 0 ? null : said.trim();
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}

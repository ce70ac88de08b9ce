package dev.vhs.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Location;
import dev.vhs.Problem;
import dev.vhs.Repair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each line of the journal is on disk before its repair goes on, and so is the journal's name. */
class JournalTest {
  private static final List<String> STRACE = List.of("strace", "-f", "-y", "-e");
  private static final String CALLS = "trace=openat,write,fsync,fdatasync";

  /** A call on an open file, whose name strace shows by {@code -y}. */
  private static final Pattern CALL = Pattern.compile("(write|fsync|fdatasync)\\(\\d+<([^>]*)>");

  @TempDir Path dir;

  @BeforeEach
  void requireStrace() throws IOException {
    List<String> command = new ArrayList<>(STRACE);
    command.addAll(List.of(CALLS, "-o", "/dev/null", "true"));
    boolean traces;
    try {
      traces = run(command) == 0;
    } catch (IOException e) {
      traces = false;
    }
    Assumptions.assumeTrue(traces, "strace is missing, or may not trace here");
  }

  private static int run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.onExit().join().exitValue();
  }

  @Test
  void eachLineIsForcedBeforeTheNext() throws IOException {
    Path folder = dir.toRealPath();
    Path journal = folder.resolve("journal");
    Path log = Files.createTempFile("strace", ".log");
    List<String> command = new ArrayList<>(STRACE);
    command.addAll(List.of(CALLS, "-o", log.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Repairing.class.getName(), journal.toString()));
    assertThat(run(command)).isZero();
    List<String> calls = new ArrayList<>();
    for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
      Matcher call = CALL.matcher(line);
      if (call.find() && Path.of(call.group(2)).startsWith(folder)) {
        boolean isFolder = Path.of(call.group(2)).equals(folder);
        calls.add(
            (call.group(1).equals("write") ? "write " : "force ") + (isFolder ? "folder" : "file"));
      }
    }
    Files.delete(log);
    assertThat(calls)
        .containsExactly("force folder", "write file", "force file", "write file", "force file");
    assertThat(Files.readAllLines(journal)).hasSize(2);
  }

  /** A process that notes a repair in a new journal, as {@code vhs verify --repair} does. */
  static final class Repairing {
    private Repairing() {}

    public static void main(String[] arguments) throws IOException {
      Problem problem =
          new Problem(
              Problem.Kind.DANGLING, "id", 1, Optional.of(new Location("b", "k")), "no object");
      try (Journal journal = Journal.at(Path.of(arguments[0]))) {
        journal.note(new Repair(problem, Repair.Action.UNDELETE, Repair.State.BEGUN));
        journal.note(new Repair(problem, Repair.Action.UNDELETE, Repair.State.DONE));
      }
    }
  }
}

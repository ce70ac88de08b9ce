package dev.vhs.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own with a small heap, whose main class prints its outcome as JSON. */
public final class ChildProcess {
  private ChildProcess() {}

  /**
   * Runs a main class of ours, and gives what it printed.
   *
   * @param heapMib the most heap that it may take
   * @param outcome what it prints
   * @throws IllegalStateException if it fails, for want of heap among other things
   */
  public static <T> T run(Class<?> main, int heapMib, Class<T> outcome, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-Xmx" + heapMib + "m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Daws.accessKeyId=test");
    command.add("-Daws.secretAccessKey=test");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] told = process.getInputStream().readAllBytes();
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException(
          "%s with %d MiB of heap ended with %d".formatted(main.getSimpleName(), heapMib, code));
    }
    return new ObjectMapper().readValue(told, outcome);
  }

  /** Returns the command of the JVM that runs this. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Tells the outcome to the parent process; the main class calls it. */
  public static void tell(Object outcome) throws IOException {
    System.out.print(new ObjectMapper().writeValueAsString(outcome));
  }
}

package dev.vhs.benchmarks.footprint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command that is run as a process.
 *
 * @param words the program and its arguments
 */
record Command(List<String> words) {
  private static final double NANOS_PER_MILLI = 1e6;

  Command {
    words = List.copyOf(words);
  }

  /** Returns the {@code vhs} command of this source tree, upon a store in a folder. */
  static Command vhs(Path store, String... arguments) {
    Path launcher = Path.of(System.getProperty("vhs.benchmarks.root", ".."), "vhs");
    List<String> words = new ArrayList<>();
    words.add(launcher.toAbsolutePath().toString());
    words.add("--store");
    words.add("file:" + store);
    words.addAll(List.of(arguments));
    return new Command(words);
  }

  /** Runs it, and returns the time from its start to its end, in milliseconds. */
  double millis() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", words) + " ended with " + code);
    }
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }
}

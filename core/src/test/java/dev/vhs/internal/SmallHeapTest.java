package dev.vhs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that run out of memory: every call ends, with the error. */
class SmallHeapTest {
  /** "getAll of 300,000 ids at -Xmx256m hangs for ever": it ends, and its error is thrown. */
  @ParameterizedTest
  @ValueSource(strings = {"SINGLE", "MULTI"})
  void aBatchThatDoesNotFitEndsWithTheError(String variant) throws Exception {
    assertThat(run(48, "getAll", variant, "300000", "1000")).isEqualTo("OutOfMemoryError");
  }

  @Test
  void asyncOperationsThatDoNotFitEndWithTheError() throws Exception {
    assertThat(run(48, "async", "SINGLE", "20000", "20000")).isEqualTo("OutOfMemoryError");
  }

  /** Rows of a batch are read only as far ahead as requests may be under way. */
  @Test
  void rowsOfABatchDoNotAllWaitInMemory() throws Exception {
    // 60 MB of inline values, of which a codec makes numbers.
    assertThat(run(48, "lengths", "SINGLE", "3000", "20000")).isEqualTo("3000 of 20000");
  }

  /** Runs a child whose heap has so many MiB; the last line that it prints. */
  private static String run(int megabytes, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + megabytes + "m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            SmallHeapProcess.class.getName());
    child.command().addAll(List.of(arguments));
    File output = File.createTempFile("small-heap", ".txt");
    try {
      Process process = child.redirectErrorStream(true).redirectOutput(output).start();
      boolean ended = process.waitFor(4, TimeUnit.MINUTES);
      process.destroyForcibly().waitFor();
      String text = Files.readString(output.toPath(), StandardCharsets.UTF_8).strip();
      assertThat(ended).as("the child ended by itself: %s", text).isTrue();
      return text.substring(text.lastIndexOf('\n') + 1);
    } finally {
      assertThat(output.delete()).isTrue();
    }
  }
}

package dev.vhs.benchmarks.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vhs.Variant;
import dev.vhs.benchmarks.Sizes;
import dev.vhs.benchmarks.harness.Chapter;
import dev.vhs.benchmarks.harness.Distribution;
import dev.vhs.benchmarks.harness.Figure;
import dev.vhs.benchmarks.harness.Row;
import dev.vhs.benchmarks.harness.Settings;
import dev.vhs.benchmarks.harness.Target;
import dev.vhs.testkit.emulators.EmulatedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A value many times as large as the heap, there and back. */
public final class LargeValue implements Chapter {
  private static final long BYTES = 2L << 30;
  private static final int HEAP_MIB = 128;
  private static final double MIB = 1 << 20;

  /** The chapter. */
  public LargeValue() {}

  @Override
  public String key() {
    return "large";
  }

  @Override
  public String title() {
    return "DynamoDB and S3: a value of 2 GiB with a heap of 128 MiB";
  }

  @Override
  public String note() {
    return """
        A process of its own, with `-Xmx128m`, puts the value as a stream and reads it back as one; \
        the bytes are made and compared on their way.""";
  }

  @Override
  public boolean isForFullRunsOnly() {
    return true;
  }

  @Override
  public void run(Settings settings, Consumer<Row> rows) throws Exception {
    try (EmulatedStore emulated = EmulatedStore.create(Variant.MULTI)) {
      LargeValueProcess.Outcome outcome = inProcess(emulated.uri());
      rows.accept(
          Row.of(
              Sizes.text(BYTES),
              Figure.of("put", "MiB/s", Distribution.of(BYTES / MIB / outcome.putSeconds())),
              Figure.of("get", "MiB/s", Distribution.of(BYTES / MIB / outcome.getSeconds())),
              new Figure(
                  "heap at its peak",
                  "MiB",
                  Distribution.of(outcome.peakHeapBytes() / MIB),
                  Target.atMost(HEAP_MIB)),
              Figure.of(
                  "memory at its peak",
                  "MiB",
                  Distribution.of(outcome.peakResidentBytes() / MIB))));
    }
  }

  private static LargeValueProcess.Outcome inProcess(String uri)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MIB + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-Daws.accessKeyId=test",
                "-Daws.secretAccessKey=test",
                "-cp",
                System.getProperty("java.class.path"),
                LargeValueProcess.class.getName(),
                uri,
                Long.toString(BYTES))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] told = process.getInputStream().readAllBytes();
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException("the process with the large value ended with " + code);
    }
    return new ObjectMapper().readValue(told, LargeValueProcess.Outcome.class);
  }
}

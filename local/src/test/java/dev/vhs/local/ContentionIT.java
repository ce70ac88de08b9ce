package dev.vhs.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.SweepOptions;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Updates of one id by four processes: every increment counts once, and no object is left behind.
 */
@Timeout(600)
class ContentionIT {
  private static final int PROCESSES = 4;
  private static final int INCREMENTS = 50;

  @TempDir Path dir;

  private final List<ChildJvm> children = new ArrayList<>();

  @AfterEach
  void end() {
    children.forEach(ChildJvm::close);
  }

  @ParameterizedTest
  @CsvSource({"multi, 4096", "multi, 0", "single, 4096", "single, 0"})
  void noIncrementOfFourProcessesIsLost(String variant, int inlineItemBytes) throws Exception {
    String uri = "file:" + dir.resolve("store") + "?variant=" + variant;
    try (Vhs vhs = Vhs.open(uri)) {
      vhs.store(Codec.text()).init("n", "0");
    }
    List<Long> versions = new ArrayList<>();
    for (List<String> lines : increment(uri, inlineItemBytes)) {
      lines.forEach(line -> versions.add(Long.parseLong(line)));
    }

    int all = PROCESSES * INCREMENTS;
    assertThat(versions)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, all).boxed().toList());
    try (Vhs vhs = Vhs.open(uri)) {
      VersionedStore<String> numbers = vhs.store(Codec.text());
      assertThat(numbers.getLatest("n").value()).isEqualTo(Integer.toString(all));
      long named;
      try (Stream<VersionInfo> history = numbers.history("n")) {
        named = history.filter(version -> version.location().isPresent()).count();
      }
      long objects = vhs.maintenance().gc(SweepOptions.DEFAULT.dryRun()).objects();
      assertThat(objects).as("objects, and the pointers that name one").isEqualTo(named);
    }
  }

  private List<List<String>> increment(String uri, int inlineItemBytes)
      throws IOException, InterruptedException {
    for (int i = 0; i < PROCESSES; i++) {
      children.add(ChildJvm.start(IncrementProcess.class, uri, inlineItemBytes, INCREMENTS));
    }
    for (ChildJvm child : children) {
      assertThat(child.line()).isEqualTo("ready");
    }
    for (ChildJvm child : children) {
      child.go();
    }
    List<List<String>> all = new ArrayList<>();
    for (ChildJvm child : children) {
      all.add(child.lines());
    }
    return all;
  }
}

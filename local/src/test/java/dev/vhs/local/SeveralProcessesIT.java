package dev.vhs.local;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.Row;
import dev.vhs.spi.RowPage;
import dev.vhs.spi.ScanRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(600)
class SeveralProcessesIT {
  private static final int PROCESSES = 4;
  private static final int TIMES = 50;

  @TempDir Path dir;

  private final List<ChildJvm> children = new ArrayList<>();

  @AfterEach
  void end() {
    for (ChildJvm child : children) {
      child.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void processesThatWriteOneIdFormOneChain(Variant variant) throws Exception {
    Map<Long, String> said = new HashMap<>();
    for (List<String> lines : run("append", variant, TIMES)) {
      assertThat(lines).hasSize(TIMES);
      long before = -1;
      for (String line : lines) {
        String[] words = line.split(" ", -1);
        long version = Long.parseLong(words[0]);
        assertThat(version).as("rising within a process").isGreaterThan(before);
        before = version;
        assertThat(said.put(version, words[1])).as("version %d, twice", version).isNull();
      }
    }
    assertThat(said).hasSize(PROCESSES * TIMES).containsKeys(0L, PROCESSES * TIMES - 1L);
    try (Backend backend = LocalBackend.open(dir.resolve("store"))) {
      Row newest = backend.index().newest("chain", Consistency.CONSISTENT, CALL);
      assertThat(newest.version()).isEqualTo(PROCESSES * TIMES - 1L);
      RowPage page = backend.index().page(PageRequest.oldestFirst("chain", 10_000), CALL);
      assertThat(page.rows()).hasSize(variant == Variant.SINGLE ? 1 : PROCESSES * TIMES);
      for (Row row : page.rows()) {
        assertThat(said).containsEntry(row.version(), row.writeId().toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void processesThatMakeAStoreAtOnceMakeOne(Variant variant) throws Exception {
    List<String> identities = new ArrayList<>();
    List<String> objects = new ArrayList<>();
    int stored = 0;
    for (List<String> lines : run("create", variant, 1)) {
      String[] words = lines.get(0).split(" ", -1);
      identities.add(words[0]);
      stored += words[1].equals("true") ? 1 : 0;
      objects.add(words[2]);
    }
    assertThat(identities).hasSize(PROCESSES).containsOnly(identities.get(0));
    assertThat(objects).containsOnly(objects.get(0));
    assertThat(stored).isEqualTo(1);
    try (Backend backend = LocalBackend.open(dir.resolve("store"))) {
      assertThat(backend.index().traits().variant()).isEqualTo(variant);
      assertThat(backend.index().scan(ScanRequest.all(100), CALL).rows()).hasSize(PROCESSES);
    }
  }

  private List<List<String>> run(String what, Variant variant, int number)
      throws IOException, InterruptedException {
    for (int i = 0; i < PROCESSES; i++) {
      children.add(
          ChildJvm.start(WriterProcess.class, what, dir.resolve("store"), variant, number));
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

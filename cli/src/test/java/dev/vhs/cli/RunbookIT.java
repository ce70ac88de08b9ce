package dev.vhs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionInfo;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.local.LocalBackend;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Body;
import dev.vhs.spi.Bytes;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Breaks a store as each chapter of the runbook says, does what it says, and finds it healthy. */
class RunbookIT {
  private static final String PAGE = "docs/operate/runbook.md";
  private static final byte[] LARGE = new byte[10_000];
  private static final Duration LONG_AGO = Duration.ofDays(3);

  @TempDir Path dir;

  private DocumentedShell shell;

  @BeforeEach
  void fill() throws IOException {
    shell = new DocumentedShell(dir, uri());
    try (Vhs vhs = Vhs.open(uri())) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      store.init("notes", LARGE);
      store.putLatest("notes", LARGE);
      for (int i = 0; i < 5; i++) {
        store.init("other " + i, LARGE);
      }
    }
  }

  private String uri() {
    return "file:" + dir.resolve("store");
  }

  private Backend backend() {
    return LocalBackend.builder(dir.resolve("store")).variant(Variant.MULTI).open();
  }

  /** Does what a chapter says, which must go well to its end. */
  private String follow(String chapter) throws IOException, InterruptedException {
    DocumentedShell.Result result = shell.run(DocumentedShell.block(PAGE, chapter));
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }

  private void isHealthy() {
    try (Vhs vhs = Vhs.open(uri())) {
      assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
    }
  }

  /** Leaves objects as crashed writers do, and lets three days pass over all of them. */
  private void crashWriters(int count) throws IOException {
    try (Backend backend = backend()) {
      for (int i = 0; i < count; i++) {
        String key = "notes/" + new UUID(0x0190_0000_0000_7000L, 1L << 63 | i);
        backend
            .objects()
            .put(
                Upload.builder(key, Body.of(Bytes.wrap(LARGE)))
                    .contentType("x/y")
                    .ifAbsent(true)
                    .build(),
                RequestContext.unlimited());
      }
    }
    FileTime then = FileTime.from(Instant.now().minus(LONG_AGO));
    List<Path> files;
    try (Stream<Path> all = Files.walk(dir.resolve("store"))) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Files.setLastModifiedTime(file, then);
    }
  }

  @Test
  void aDanglingPointer() throws IOException, InterruptedException {
    try (Vhs vhs = Vhs.open(uri());
        Backend backend = backend()) {
      VersionInfo newest = vhs.store(Codec.bytes()).info("notes");
      backend.objects().delete(newest.location().orElseThrow(), RequestContext.unlimited());
    }
    String output = follow("dangling");
    assertThat(output).contains("dangling  notes v1").endsWith("no problems\n");
    isHealthy();
  }

  @Test
  void anAccidentalDelete() throws IOException, InterruptedException {
    try (Vhs vhs = Vhs.open(uri())) {
      vhs.store(Codec.bytes()).delete("notes");
    }
    follow("deleted");
    try (Vhs vhs = Vhs.open(uri())) {
      assertThat(vhs.store(Codec.bytes()).getLatest("notes").value()).isEqualTo(LARGE);
    }
    isHealthy();
  }

  @Test
  void aHugeBill() throws IOException, InterruptedException {
    crashWriters(0);
    assertThat(follow("bill")).contains("last gc         never");
    isHealthy();
  }

  @Test
  void aHotId() throws IOException, InterruptedException {
    Files.writeString(dir.resolve("value.txt"), "2");
    try (Vhs vhs = Vhs.open(uri())) {
      VersionedStore<String> store = vhs.store(Codec.text());
      store.init("counter", "0");
      store.putLatest("counter", "1");
    }
    assertThat(follow("hot")).contains("counter v2");
    isHealthy();
  }

  @Test
  void aSweepThatStopped() throws IOException, InterruptedException {
    crashWriters(20);
    assertThat(follow("stuck")).contains("look like orphans", "deleted 20 objects", "last gc");
    assertThat(dir.resolve("gc.state")).doesNotExist();
    isHealthy();
  }

  @Test
  void aSweepInParts() throws IOException, InterruptedException {
    crashWriters(0);
    follow("segments");
    try (Vhs vhs = Vhs.open(uri())) {
      assertThat(vhs.maintenance().lastSweep()).isPresent();
    }
    isHealthy();
  }

  /** Restored to a new table: the same rows, and another index to the store. */
  @Test
  void aRestoredIndex() throws IOException, InterruptedException, SQLException {
    try (Connection index =
            DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("store/index.db"));
        Statement restore = index.createStatement()) {
      assertThat(restore.executeUpdate("UPDATE store SET identity = 'restored'")).isEqualTo(1);
    }
    DocumentedShell.Result refused = shell.run("vhs gc");
    assertThat(refused.exitCode()).isEqualTo(8);
    assertThat(refused.output()).contains("its index was created again or restored");
    assertThat(follow("restored")).contains("adopted as").contains("would delete 0 objects");
    isHealthy();
  }

  @Test
  void anExportAndBack() throws IOException, InterruptedException {
    assertThat(follow("export")).contains("exported 6 files", "imported 6 files");
    isHealthy();
  }
}

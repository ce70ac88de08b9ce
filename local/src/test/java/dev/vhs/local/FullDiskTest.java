package dev.vhs.local;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.AccessDenied;
import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.local.files.FileObjectStore;
import dev.vhs.local.shared.FileFailures;
import dev.vhs.local.sqlite.SqlitePointerIndex;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.PageRequest;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import dev.vhs.spi.ScanRequest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full or read-only, under an index and objects. */
class FullDiskTest {
  @TempDir Path dir;

  private SmallDisk disk;
  private Path folder;

  @BeforeEach
  void mount() throws Exception {
    Path mounted = Files.createDirectory(dir.resolve("disk"));
    disk = SmallDisk.mount(mounted, "2m");
    folder = mounted.resolve("store");
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void anIndexThatFindsNoSpaceSaysSoAndKeepsWhatItAcknowledged() throws Exception {
    Path ballast = folder.resolveSibling("ballast");
    Files.write(ballast, new byte[1 << 20]);
    List<Row> acknowledged = new ArrayList<>();
    Path file = folder.resolve("index.db");
    try (SqlitePointerIndex index = SqlitePointerIndex.open(file, Variant.MULTI)) {
      Row[] refused = new Row[1];
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  refused[0] = Samples.row("id" + i, 0, 1500);
                  CommitResult result = index.commit(Samples.absent(refused[0]), CALL);
                  assertThat(result).isInstanceOf(CommitResult.Committed.class);
                  acknowledged.add(refused[0]);
                }
              })
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("No space left")
          .hasMessageContaining(file.toString());
      assertThat(acknowledged).isNotEmpty();
      assertThat(index.newest(refused[0].id(), Consistency.CONSISTENT, CALL)).isNull();
      assertThereStill(index, acknowledged);
      Files.delete(ballast);
      assertThat(index.commit(Samples.absent(refused[0]), CALL))
          .isInstanceOf(CommitResult.Committed.class);
      acknowledged.add(refused[0]);
    }
    try (SqlitePointerIndex index = SqlitePointerIndex.open(file, Variant.MULTI)) {
      assertThereStill(index, acknowledged);
    }
  }

  @Test
  void anIndexThatCanNotBeMadeForWantOfSpaceIsMadeOnceThereIsSome() throws Exception {
    Path ballast = folder.resolveSibling("ballast");
    try {
      Files.write(ballast, new byte[4 << 20]);
    } catch (java.io.IOException full) {
      assertThat(ballast).isNotEmptyFile();
    }
    Row row = Samples.row("id", 0);
    Path file = folder.resolve("index.db");
    try (SqlitePointerIndex index = SqlitePointerIndex.open(file, Variant.MULTI)) {
      assertThatThrownBy(() -> index.commit(Samples.absent(row), CALL))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(index.newest("id", Consistency.CONSISTENT, CALL)).isNull();
      Files.delete(ballast);
      assertThat(index.commit(Samples.absent(row), CALL))
          .isInstanceOf(CommitResult.Committed.class);
      assertThat(index.newest("id", Consistency.CONSISTENT, CALL)).isEqualTo(row);
    }
  }

  @Test
  void aStoreAtRestIsReadOnAFullDisk() throws Exception {
    Row row = Samples.row("id", 0);
    Path file = folder.resolve("index.db");
    try (SqlitePointerIndex index = SqlitePointerIndex.open(file, Variant.MULTI);
        FileObjectStore objects = FileObjectStore.open(folder)) {
      index.commit(Samples.absent(row), CALL);
      objects.put(Samples.upload("there", new byte[1000]), CALL);
    }
    Path ballast = disk.fill();
    IOException said = said(file, "No queda espacio en el dispositivo");
    assertThat(FileFailures.writing(said, folder)).hasMessageContaining("No space left");
    assertThat(FileFailures.reading(said, folder)).message().doesNotContain("No space left");
    try (SqlitePointerIndex index = SqlitePointerIndex.open(file, Variant.MULTI);
        FileObjectStore objects = FileObjectStore.open(folder)) {
      assertThat(index.newest("id", Consistency.CONSISTENT, CALL)).isEqualTo(row);
      assertThat(index.page(PageRequest.oldestFirst("id", 9), CALL).rows()).containsExactly(row);
      assertThat(index.scan(ScanRequest.all(9), CALL).rows()).containsExactly(row);
      assertThat(objects.stat(new Location("", "there"), CALL)).isNotNull();
      Row next = Samples.row("next", 0);
      assertThatThrownBy(() -> index.commit(Samples.absent(next), CALL))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("No space left");
      assertThatThrownBy(() -> index.retire(Retirement.drop(row), CALL))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("No space left");
      assertThatThrownBy(() -> objects.put(Samples.upload("next", new byte[5000]), CALL))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("No space left");
      Files.delete(ballast);
      assertThat(index.commit(Samples.absent(next), CALL))
          .isInstanceOf(CommitResult.Committed.class);
    }
  }

  @Test
  void anObjectThatFindsNoSpaceLeavesNothing() throws Exception {
    try (FileObjectStore objects = FileObjectStore.open(folder)) {
      objects.put(Samples.upload("there", new byte[1000]), CALL);
      assertThatThrownBy(() -> objects.put(Samples.upload("large", new byte[4 << 20]), CALL))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("No space left");
      assertThat(objects.stat(new Location("", "large"), CALL)).isNull();
      assertThat(objects.list("", "", 10, CALL).objects()).hasSize(1);
      try (var left = Files.list(folder.resolve("tmp"))) {
        assertThat(left).isEmpty();
      }
      assertThat(objects.put(Samples.upload("small", new byte[1 << 20]), CALL)).isTrue();
    }
  }

  @Test
  void aStoreOnAReadOnlyDiskIsReadAndRefusesWrites() throws Exception {
    Path file = folder.resolve("index.db");
    Row row = Samples.row("id", 0);
    try (SqlitePointerIndex index = SqlitePointerIndex.open(file, Variant.MULTI);
        FileObjectStore objects = FileObjectStore.open(folder)) {
      index.commit(Samples.absent(row), CALL);
      objects.put(Samples.upload("there", new byte[1000]), CALL);
    }
    disk.makeReadOnly();
    try (SqlitePointerIndex index = SqlitePointerIndex.open(file, Variant.MULTI);
        FileObjectStore objects = FileObjectStore.open(folder)) {
      ReadOnlyChecks.check(index, objects, row);
    }
    IOException e = said(file, "Sistema de ficheros de sólo lectura");
    assertThat(FileFailures.writing(e, folder)).isInstanceOf(AccessDenied.class);
    assertThat(FileFailures.reading(e, folder)).isExactlyInstanceOf(StoreUnavailable.class);
  }

  /** Makes an error in another language, which must be told by a look at the disk. */
  private static IOException said(Path file, String reason) {
    return new FileSystemException(file.toString(), null, reason);
  }

  private static void assertThereStill(SqlitePointerIndex index, List<Row> rows) {
    for (Row row : rows) {
      assertThat(index.newest(row.id(), Consistency.CONSISTENT, CALL)).isEqualTo(row);
    }
  }
}

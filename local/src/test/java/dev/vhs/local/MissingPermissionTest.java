package dev.vhs.local;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.AccessDenied;
import dev.vhs.Variant;
import dev.vhs.local.files.FileObjectStore;
import dev.vhs.local.sqlite.SqlitePointerIndex;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The checks for a user whom permissions bind; root skips these, and reads a read-only disk in
 * FullDiskTest.
 */
class MissingPermissionTest {
  @TempDir Path dir;

  private Path folder;
  private Path file;
  private Row row;

  @BeforeEach
  void make() throws IOException {
    folder = dir.resolve("store");
    file = folder.resolve("index.db");
    row = Samples.row("id", 0);
    try (SqlitePointerIndex index = SqlitePointerIndex.open(file, Variant.MULTI);
        FileObjectStore objects = FileObjectStore.open(folder)) {
      index.commit(Samples.absent(row), CALL);
      objects.put(Samples.upload("there", new byte[1000]), CALL);
    }
    permit("r-x------", folder);
    boolean bound = !Files.isWritable(folder);
    permit("rwx------", folder);
    if (!bound) {
      System.err.println("SKIPPED, since permissions don't bind this user");
      Assumptions.abort("permissions don't bind this user");
    }
  }

  @AfterEach
  void permitAll() throws IOException {
    for (Path each : List.of(folder, folder.resolve("objects"), folder.resolve("tmp"))) {
      permit("rwx------", each);
    }
  }

  @Test
  void aFolderThatCanNotBeWrittenIsRead() throws IOException {
    permit("r--------", file);
    for (Path each : List.of(folder.resolve("objects"), folder.resolve("tmp"), folder)) {
      permit("r-x------", each);
    }
    try (SqlitePointerIndex index = SqlitePointerIndex.open(file, Variant.MULTI);
        FileObjectStore objects = FileObjectStore.open(folder)) {
      ReadOnlyChecks.check(index, objects, row);
    }
  }

  @Test
  void aFolderThatCanNotBeWrittenIsReadWhileAnotherUserWrites() throws IOException {
    try (SqlitePointerIndex writing = SqlitePointerIndex.open(file, Variant.MULTI)) {
      Row next = Samples.row("next", 0);
      writing.commit(Samples.absent(next), CALL);
      permit("r-x------", folder);
      try (SqlitePointerIndex index = SqlitePointerIndex.open(file, Variant.MULTI)) {
        assertThat(index.newest("next", Consistency.CONSISTENT, CALL)).isEqualTo(next);
        Row more = Samples.row("more", 0);
        writing.commit(Samples.absent(more), CALL);
        assertThat(index.newest("more", Consistency.CONSISTENT, CALL)).isEqualTo(more);
      }
      permit("rwx------", folder);
    }
  }

  @Test
  void anIndexThatCanNotBeReadIsDenied() throws IOException {
    permit("---------", file);
    assertThatThrownBy(() -> SqlitePointerIndex.open(file, Variant.MULTI))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aFolderThatCanNotBeEnteredIsDenied() throws IOException {
    permit("---------", folder);
    assertThatThrownBy(() -> SqlitePointerIndex.open(file, Variant.MULTI))
        .isInstanceOf(AccessDenied.class)
        .hasMessageContaining(folder.toString());
    try (FileObjectStore objects = FileObjectStore.open(folder)) {
      assertThatThrownBy(() -> objects.list("", "", 1, CALL)).isInstanceOf(AccessDenied.class);
    }
  }

  @Test
  void aStoreThatCanNotBeMadeIsDenied() throws IOException {
    permit("r-x------", folder);
    Path below = folder.resolve("new/index.db");
    try (SqlitePointerIndex index = SqlitePointerIndex.open(below, Variant.MULTI)) {
      assertThatThrownBy(() -> index.commit(Samples.absent(row), CALL))
          .isInstanceOf(AccessDenied.class)
          .hasMessageContaining("new");
    }
  }

  private static void permit(String permissions, Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}

package dev.vhs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.InvalidRequest;
import dev.vhs.Vhs;
import dev.vhs.local.shared.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The access rights of what a store makes, whatever those of this user's other files are. */
class RightsTest {
  private static final int LARGE = 200_000;

  @TempDir Path dir;

  private Path folder;

  @BeforeEach
  void setUp() {
    Assumptions.assumeTrue(
        dir.getFileSystem().supportedFileAttributeViews().contains("posix"), "no such rights here");
    folder = dir.resolve("above/store");
  }

  private static void write(Vhs vhs, String id) {
    vhs.store(Codec.bytes()).putLatest(id, new byte[100]);
    vhs.store(Codec.bytes()).putLatest(id, new byte[LARGE]);
    // The key of so long an id is a hash, so its object has a file of metadata.
    vhs.store(Codec.bytes()).putLatest(id + "/" + "x".repeat(600), new byte[LARGE]);
  }

  /** Returns the rights of all folders, and of all files, that are there. */
  private Map<String, Set<String>> rights() throws IOException {
    Map<String, Set<String>> rights = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.toList()) {
        rights
            .computeIfAbsent(Files.isDirectory(each) ? "folders" : "files", kind -> new TreeSet<>())
            .add(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      }
    }
    return rights;
  }

  @Test
  void aNewStoreIsItsUsersAlone() throws IOException {
    try (Vhs vhs = Vhs.open("file:" + folder)) {
      write(vhs, "id");
      assertThat(folder.resolve("index.db-wal")).exists();
      assertThat(rights())
          .isEqualTo(Map.of("folders", Set.of("rwx------"), "files", Set.of("rw-------")));
    }
  }

  /** The folder is somebody's own, and the store in it still is not for others. */
  @Test
  void aNewStoreInAFolderThatOthersReadIsItsUsersAlone() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Vhs vhs = Vhs.open("file:" + folder)) {
      write(vhs, "id");
      assertThat(rights())
          .isEqualTo(
              Map.of("folders", Set.of("rwx------", "rwxr-xr-x"), "files", Set.of("rw-------")));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void othersAreLetInWhereThatIsSaidAndStayIn(boolean again) throws IOException {
    Map<String, Set<String>> expected =
        Map.of("folders", Set.of("rwxrwxr-x"), "files", Set.of("rw-rw-r--"));
    try (Vhs vhs = Vhs.open("file:" + folder + "?mode=775")) {
      write(vhs, "id");
      assertThat(rights()).isEqualTo(expected);
    }
    try (Vhs vhs = Vhs.open("file:" + folder + (again ? "?mode=0775" : ""))) {
      write(vhs, "src/more");
      assertThat(rights()).isEqualTo(expected);
    }
  }

  /** Anybody may do anything with a link, which says nothing about what a store makes. */
  @Test
  void theRightsOfALinkAreNotTaken() throws IOException {
    Path elsewhere = Files.createDirectory(dir.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(dir.resolve("objects"), elsewhere);
    Path made = dir.resolve("made");
    Rights.like(link, dir.resolve("index.db")).makeFolder(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  @Test
  void theBuilderTakesAMode() throws IOException {
    try (Vhs vhs = Vhs.builder(LocalBackend.builder(folder).mode("750").open()).open()) {
      write(vhs, "id");
    }
    assertThat(rights())
        .isEqualTo(Map.of("folders", Set.of("rwxr-x---"), "files", Set.of("rw-r-----")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "8", "-1", "077", "1777", "600", "u=rwx"})
  void anotherModeIsRefused(String mode) {
    assertThatThrownBy(() -> Vhs.open("file:" + folder + "?mode=" + mode))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("mode");
    assertThat(dir.resolve("above")).doesNotExist();
  }
}

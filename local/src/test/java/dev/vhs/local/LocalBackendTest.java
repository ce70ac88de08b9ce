package dev.vhs.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.spi.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine over a folder, and the files that it leaves there. */
class LocalBackendTest {
  /** The end of the name of a file of metadata; a part of the store's format. */
  private static final String METADATA_SUFFIX = "=meta";

  private static final byte[] LARGE = new byte[100_000];

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(Variant.class)
  void valuesSmallAndLargeAreThereWhenTheFolderWasMoved(Variant variant) throws IOException {
    try (Vhs vhs = Vhs.builder(LocalBackend.open(dir.resolve("a"), variant)).open()) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      store.init("small", new byte[] {1, 2, 3});
      store.init("large", LARGE);
      store.putLatest("large", LARGE);
    }
    Files.move(dir.resolve("a"), dir.resolve("b"));
    try (Vhs vhs = Vhs.open("file:" + dir.resolve("b"))) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      assertThat(store.getLatest("small").value()).containsExactly(1, 2, 3);
      assertThat(store.getLatest("large").value()).isEqualTo(LARGE);
      store.putLatest("large", LARGE);
    }
  }

  @Test
  void theEnginesObjectsTakeOneFileEach() throws IOException {
    try (Vhs vhs = Vhs.builder(LocalBackend.open(dir)).open()) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      for (String id : List.of("plain", "src/Main.java", "ünïcödé 😀", "..", "Case", "case")) {
        store.init(id, LARGE);
      }
      assertThat(files()).hasSize(8).noneMatch(name -> name.endsWith(METADATA_SUFFIX));
      store.init("x".repeat(600), LARGE);
      assertThat(files())
          .as("the id of a hashed key can only be told beside it")
          .hasSize(10)
          .anyMatch(name -> name.endsWith(METADATA_SUFFIX));
    }
  }

  @Test
  void openingAndReadingMakeNoFolder() {
    try (Vhs vhs = Vhs.open("file:" + dir.resolve("store"))) {
      assertThat(vhs.store(Codec.text()).exists("id")).isFalse();
    }
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void theHalvesOfAStoreCanBeUsedApart() {
    try (Vhs vhs =
        Vhs.builder(
                new Backend(
                    LocalBackend.index(dir.resolve("a/pointers.db"), Variant.SINGLE),
                    LocalBackend.objects(dir.resolve("b")),
                    "",
                    "two folders"))
            .open()) {
      VersionedStore<byte[]> store = vhs.store(Codec.bytes());
      store.init("large", LARGE);
      assertThat(store.getLatest("large").value()).isEqualTo(LARGE);
    }
    assertThat(dir.resolve("a/pointers.db")).isRegularFile();
    assertThat(dir.resolve("b/objects")).isNotEmptyDirectory();
  }

  private List<String> files() throws IOException {
    try (var all = Files.walk(dir.resolve("objects"))) {
      return all.filter(Files::isRegularFile).map(path -> path.getFileName().toString()).toList();
    }
  }
}

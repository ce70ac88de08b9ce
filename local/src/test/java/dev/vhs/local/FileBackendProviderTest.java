package dev.vhs.local;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.InvalidRequest;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileBackendProviderTest {
  @TempDir Path dir;

  @Test
  void itIsFoundByItsScheme() {
    assertThat(ServiceLoader.load(BackendProvider.class))
        .filteredOn(provider -> provider.scheme().equals("file"))
        .hasSize(1)
        .first()
        .isInstanceOf(FileBackendProvider.class);
  }

  @Test
  void aUriNamesAFolderAndMaybeAVariant() {
    try (Backend backend = open("file:" + dir.resolve("a"))) {
      assertThat(backend.index().traits().variant()).isEqualTo(Variant.MULTI);
      assertThat(backend.prefix()).isEmpty();
      assertThat(backend.objects().traits().bucket()).isEmpty();
      assertThat(backend.name()).isEqualTo("file:" + dir.resolve("a"));
    }
    try (Backend backend = open("file:" + dir.resolve("b") + "?variant=single")) {
      assertThat(backend.index().traits().variant()).isEqualTo(Variant.SINGLE);
    }
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void theVariantOfAStoreThatIsThereCounts() {
    try (Backend backend = open("file:" + dir.resolve("a") + "?variant=single")) {
      backend.index().commit(Samples.absent(Samples.row("id", 0)), CALL);
    }
    try (Backend backend = open("file:" + dir.resolve("a"))) {
      assertThat(backend.index().traits().variant()).isEqualTo(Variant.SINGLE);
    }
    assertThatThrownBy(() -> open("file:" + dir.resolve("a") + "?variant=multi"))
        .isInstanceOf(StoreMismatch.class);
  }

  @Test
  void aFileIsNoStore() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "text");
    assertThatThrownBy(() -> open("file:" + file))
        .isInstanceOf(StoreMismatch.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("expected a folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:", "file:?variant=single", "file:a?variant=both", "file:a?b=c", "file:\0"})
  void aUriThatNamesNoStoreIsAnInvalidRequest(String uri) {
    assertThatThrownBy(() -> open(uri)).isInstanceOf(InvalidRequest.class);
  }

  private static Backend open(String uri) {
    return new FileBackendProvider().open(StoreUri.parse(uri));
  }
}

package dev.vhs.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.Variant;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.testkit.junit.WithStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * The testkit's extension finds the {@code file:} backend where this module is on the class path.
 */
@WithStore(backend = WithStore.Medium.FILE)
class WithStoreInFilesTest {
  private static Path folder;

  @AfterAll
  static void nothingIsLeft() {
    assertThat(folder).isNotNull().doesNotExist();
  }

  @RepeatedTest(2)
  void everyTestHasAFreshFolder(VersionedStore<String> store, Vhs vhs) {
    assertThat(folder)
        .satisfiesAnyOf(none -> assertThat(none).isNull(), old -> assertThat(old).doesNotExist());
    folder = Path.of(vhs.name().replaceAll("^file:|\\?.*$", ""));
    store.init("id", "value");
    assertThat(Files.isDirectory(folder)).isTrue();
    assertThat(vhs.store(Codec.text()).getLatest("id").value()).isEqualTo("value");
  }

  @Test
  @WithStore(backend = WithStore.Medium.FILE, variant = Variant.SINGLE)
  void theVariantIsTheOneAskedFor(Vhs vhs) {
    assertThat(vhs.create().variant()).isEqualTo(Variant.SINGLE);
    folder = Path.of(vhs.name().replaceAll("^file:|\\?.*$", ""));
  }
}

package dev.vhs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Codec;
import dev.vhs.StoreMismatch;
import dev.vhs.SweepOptions;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy of {@code index.db} is put back, while the objects stay as they are. */
class SetBackIndexTest {
  private static final int VALUES = 10;
  private static final String LARGE = "large ".repeat(2_000);

  @TempDir Path folder;

  /** The sweep keeps what was written since the copy, and a whole copy is swept as ever. */
  @ParameterizedTest
  @ValueSource(strings = {"", "?variant=single"})
  void theSweepDeletesNothingByACopyOfTheIndex(String options) throws IOException {
    String uri = "file:" + folder.resolve("store") + options;
    Path index = folder.resolve("store").resolve("index.db");
    Path copy = folder.resolve("copy.db");
    write(uri, "kept", 1);
    Files.copy(index, copy);
    write(uri, "lost", VALUES);
    Files.copy(copy, index, StandardCopyOption.REPLACE_EXISTING);
    try (Vhs vhs = open(uri)) {
      SweepOptions all = SweepOptions.DEFAULT.maxDelete(100);
      assertThatThrownBy(() -> vhs.maintenance().gc(all))
          .isInstanceOf(StoreMismatch.class)
          .hasMessageContaining("index of " + uri + " was set back")
          .hasMessageContaining("Put the newest index back");
      assertThatThrownBy(() -> vhs.maintenance().gc(all.dryRun()))
          .isInstanceOf(StoreMismatch.class);
      VersionedStore<String> store = vhs.store(Codec.text());
      assertThat(store.exists("lost 3")).isFalse();
      assertThat(store.getLatest("kept 0").value()).isEqualTo(LARGE);
      store.putLatest("kept 0", "written since");
      assertThatThrownBy(() -> vhs.maintenance().gc(all)).isInstanceOf(StoreMismatch.class);
    }
  }

  private static void write(String uri, String id, int values) {
    try (Vhs vhs = open(uri)) {
      for (int i = 0; i < values; i++) {
        vhs.store(Codec.text()).putLatest(id + " " + i, LARGE);
      }
    }
  }

  private static Vhs open(String uri) {
    return Vhs.builder(uri).closeTimeout(Duration.ofMinutes(1)).open();
  }
}

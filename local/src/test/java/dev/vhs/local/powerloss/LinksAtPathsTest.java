package dev.vhs.local.powerloss;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Location;
import dev.vhs.StoreMismatch;
import dev.vhs.local.Samples;
import dev.vhs.local.files.FileObjectStore;
import dev.vhs.spi.ByteRange;
import dev.vhs.spi.ObjectInfo;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects on a platform that can't reach files from opened folders. */
class LinksAtPathsTest {
  @TempDir Path dir;

  private Path folder;
  private FileObjectStore store;
  private Upload upload;
  private Location location;

  @BeforeEach
  void setUp() throws IOException {
    Path base = dir.toRealPath();
    folder = base.resolve("store");
    store =
        FileObjectStore.open(RecordingFiles.watch(base, new Recording(), false).resolve("store"));
    upload =
        Samples.upload("a%2Fb", new byte[100]).toBuilder()
            .userMetadata(Map.of("by", "a test"))
            .ifAbsent(true)
            .build();
    location = new Location("", upload.key());
  }

  @Test
  void objectsComeAndGo() throws IOException {
    assertThat(store.put(upload, CALL)).isTrue();
    assertThat(store.put(upload, CALL)).isFalse();
    assertThat(store.stat(location, CALL).userMetadata()).isEqualTo(Map.of("by", "a test"));
    assertThat(store.list("", "", 9, CALL).objects())
        .extracting(ObjectInfo::location)
        .containsExactly(location);
    assertThat(store.abortUploads("", Instant.now(), CALL)).isZero();
    store.delete(location, CALL);
    assertThat(store.stat(location, CALL)).isNull();
    assertThat(folder.resolve("objects")).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsALinkIsNotFollowed() throws IOException {
    store.put(upload, CALL);
    Path outside = dir.resolve("outside");
    Files.move(folder.resolve("objects/a%2f"), outside);
    Files.createSymbolicLink(folder.resolve("objects/a%2f"), outside);
    assertThatThrownBy(() -> store.put(upload, CALL)).isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> store.open(location, ByteRange.ALL, CALL))
        .isInstanceOf(StoreMismatch.class);
    assertThatThrownBy(() -> store.delete(location, CALL)).isInstanceOf(StoreMismatch.class);
    assertThat(store.list("", "", 9, CALL).objects()).isEmpty();
    assertThat(outside.resolve("b")).hasSize(100);
  }
}

package dev.vhs.local;

import static dev.vhs.local.Samples.CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vhs.Location;
import dev.vhs.StoreUnavailable;
import dev.vhs.local.files.FileObjectStore;
import dev.vhs.spi.Upload;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer of objects that waits for another process. */
@Timeout(60)
class WaitingWriterTest {
  @TempDir Path dir;

  private static Upload upload(String key) {
    return Samples.upload(key, new byte[10]).toBuilder().ifAbsent(true).build();
  }

  @Test
  void anUploadToAFreeNameWaitsForTheTimeOfItsCall() throws Exception {
    try (FileObjectStore store = FileObjectStore.open(dir)) {
      store.put(upload("first"), CALL);
      try (ChildJvm other = ChildJvm.start(HeldFileLock.class, dir.resolve("tmp/lock"))) {
        assertThat(other.line()).isEqualTo("true");
        assertThatThrownBy(
                () -> store.put(upload("second"), Samples.within(Duration.ofMillis(100))))
            .isInstanceOf(StoreUnavailable.class)
            .hasMessageContaining("lock");
        assertThat(store.stat(new Location("", "second"), CALL)).isNull();
        assertThat(dir.resolve("tmp"))
            .isDirectoryContaining("glob:**lock")
            .isDirectoryNotContaining("glob:**second");
        other.go();
        assertThat(store.put(upload("second"), CALL)).isTrue();
        assertThat(other.lines()).isEmpty();
      }
    }
  }
}

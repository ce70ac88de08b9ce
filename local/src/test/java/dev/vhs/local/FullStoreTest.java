package dev.vhs.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vhs.Codec;
import dev.vhs.NothingWritten;
import dev.vhs.StoreUnavailable;
import dev.vhs.VersionedStore;
import dev.vhs.Vhs;
import dev.vhs.VhsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills under a whole store: acknowledged writes stay, the others were not done. */
@Timeout(120)
class FullStoreTest {
  /** The time of a call, which tries a full disk again until it is up: somebody may make room. */
  private static final Duration IMPATIENT = Duration.ofMillis(300);

  private static final int LARGE = 30_000;
  private static final int MAX_WRITES = 2_000;
  private static final int WANTED_FAILURES = 8;

  @TempDir Path dir;

  private SmallDisk disk;

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void aStoreWhoseDiskIsFullLosesNothingAndGoesOnOnceThereIsRoom() throws Exception {
    Path mounted = Files.createDirectory(dir.resolve("disk"));
    disk = SmallDisk.mount(mounted, "3m");
    Path ballast = mounted.resolve("ballast");
    Files.write(ballast, new byte[1 << 20]);
    Map<String, String> acknowledged = new HashMap<>();
    try (Vhs vhs = Vhs.builder("file:" + mounted.resolve("store")).callTimeout(IMPATIENT).open()) {
      VersionedStore<String> store = vhs.store(Codec.text());
      int failures = 0;
      for (int i = 0; failures < WANTED_FAILURES && i < MAX_WRITES; i++) {
        String value = "v" + i + ".".repeat(i % 2 == 0 ? LARGE : 600);
        try {
          store.init("id" + i, value);
          acknowledged.put("id" + i, value);
        } catch (VhsException e) {
          failures++;
          assertThat(e).isInstanceOf(StoreUnavailable.class).isInstanceOf(NothingWritten.class);
        }
      }
      assertThat(failures).isEqualTo(WANTED_FAILURES);
      assertThat(acknowledged).isNotEmpty();
      assertHolds(vhs, acknowledged);
      Files.delete(ballast);
      store.init("later", "there is room");
      acknowledged.put("later", "there is room");
    }
    try (Vhs vhs = Vhs.open("file:" + mounted.resolve("store"))) {
      assertHolds(vhs, acknowledged);
    }
  }

  private static void assertHolds(Vhs vhs, Map<String, String> acknowledged) {
    VersionedStore<String> store = vhs.store(Codec.text());
    acknowledged.forEach((id, value) -> assertThat(store.getLatest(id).value()).isEqualTo(value));
    assertThat(vhs.maintenance().stats().ids()).isEqualTo(acknowledged.size());
    assertThat(vhs.maintenance().verify(true, problem -> {}).problems()).isZero();
  }
}

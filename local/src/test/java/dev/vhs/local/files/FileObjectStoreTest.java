package dev.vhs.local.files;

import dev.vhs.spi.ObjectStore;
import dev.vhs.testkit.contract.ObjectStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectStoreContract {
  @TempDir Path dir;

  @Override
  protected ObjectStore open() {
    return FileObjectStore.open(dir.resolve("store"), clock());
  }
}

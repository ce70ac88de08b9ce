package dev.vhs.examples.backend;

import dev.vhs.spi.ObjectStore;
import dev.vhs.testkit.contract.ObjectStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

// snippet backend-objects-test
class FolderObjectsTest extends ObjectStoreContract {
  @TempDir Path dir;

  @Override
  protected ObjectStore open() {
    return new FolderObjects(dir, clock());
  }
}
// end

package dev.vhs.examples.backend;

import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.VersionedStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

// snippet backend-test
class FolderBackendTest extends VersionedStoreContract {
  @TempDir Path dir;

  @Override
  protected Backend open(Variant variant) {
    return FolderBackend.open(dir.resolve(variant.text()), variant, clock());
  }
}
// end

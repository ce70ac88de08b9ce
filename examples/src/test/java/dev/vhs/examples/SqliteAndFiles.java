package dev.vhs.examples;

import dev.vhs.Variant;
import dev.vhs.local.LocalBackend;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.VersionedStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What the author of a backend writes; the embedded backend's own tests run this one. */
// snippet contract
class SqliteAndFiles extends VersionedStoreContract {
  @TempDir Path dir;

  @Override
  protected Backend open(Variant variant) {
    return LocalBackend.builder(dir).variant(variant).clock(clock()).open();
  }
}
// end

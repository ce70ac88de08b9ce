package dev.vhs.local;

import dev.vhs.Variant;
import dev.vhs.local.sqlite.SqlForeignWriter;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.ForeignWriter;
import dev.vhs.testkit.contract.VersionedStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class SqliteAndFilesTest extends VersionedStoreContract {
  @TempDir Path dir;

  @Override
  protected Backend open(Variant variant) {
    return LocalBackend.builder(folder(variant)).variant(variant).clock(clock()).open();
  }

  private Path folder(Variant variant) {
    return dir.resolve(variant.name());
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(new SqlForeignWriter(folder(variant).resolve("index.db"), variant));
  }
}

package dev.vhs.local.sqlite;

import dev.vhs.Variant;
import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.ForeignWriter;
import dev.vhs.testkit.contract.VersionedStoreContract;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class SqliteAndMemoryTest extends VersionedStoreContract {
  @TempDir Path dir;

  private final Map<Variant, MemoryObjectStore> objects = new EnumMap<>(Variant.class);

  @Override
  protected Backend open(Variant variant) {
    return new Backend(
        SqlitePointerIndex.open(file(variant), variant, clock()),
        objects.computeIfAbsent(variant, v -> new MemoryObjectStore("a-bucket", clock())),
        "some/prefix",
        "sqlite and memory");
  }

  private Path file(Variant variant) {
    return dir.resolve(variant + ".db");
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(new SqlForeignWriter(file(variant), variant));
  }
}

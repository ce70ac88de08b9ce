package dev.vhs.local.files;

import dev.vhs.Variant;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.VersionedStoreContract;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class MemoryAndFilesTest extends VersionedStoreContract {
  @TempDir Path dir;

  private final Map<Variant, MemoryPointerIndex> indexes = new EnumMap<>(Variant.class);

  @Override
  protected Backend open(Variant variant) {
    return new Backend(
        indexes.computeIfAbsent(variant, v -> new MemoryPointerIndex(v, clock())),
        FileObjectStore.open(dir.resolve(variant.name()), clock()),
        "some/prefix",
        "memory and files");
  }
}

package dev.vhs.testkit.contract;

import dev.vhs.Variant;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

class MemorySharedStoreTest extends CompatibleStoreContract {
  private final Map<Variant, MemoryPointerIndex> indexes = new EnumMap<>(Variant.class);
  private final Map<Variant, MemoryObjectStore> objects = new EnumMap<>(Variant.class);

  @Override
  protected Backend open(Variant variant) {
    return MemoryBackend.of(
        index(variant), objects.computeIfAbsent(variant, v -> new MemoryObjectStore(clock())));
  }

  private MemoryPointerIndex index(Variant variant) {
    return indexes.computeIfAbsent(variant, v -> new MemoryPointerIndex(v, clock()));
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(new MemoryForeignWriter(index(variant)));
  }
}

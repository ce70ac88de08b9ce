package dev.vhs.testkit;

import dev.vhs.Variant;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.PointerIndex;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

class MemoryPointerIndexTest extends PointerIndexContract {
  private final Map<Variant, MemoryPointerIndex> indexes = new EnumMap<>(Variant.class);

  @Override
  protected MemoryPointerIndex open(Variant variant) {
    return indexes.computeIfAbsent(variant, v -> new MemoryPointerIndex(v, clock()));
  }

  @Override
  protected PointerIndex openAnother(Variant variant) {
    return new MemoryPointerIndex(variant, clock());
  }

  @Override
  protected Optional<ForeignWriter> foreignWriter(Variant variant) {
    return Optional.of(new MemoryForeignWriter(open(variant)));
  }
}

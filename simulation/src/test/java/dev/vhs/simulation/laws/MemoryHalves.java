package dev.vhs.simulation.laws;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.memory.MemoryBackend;
import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.testkit.contract.ForeignWriter;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** The halves of one test in memory: one of each for a variant. */
final class MemoryHalves {
  private final Map<Variant, MemoryPointerIndex> indexes = new EnumMap<>(Variant.class);
  private final Map<Variant, MemoryObjectStore> objects = new EnumMap<>(Variant.class);
  private final InstantSource clock;

  MemoryHalves(InstantSource clock) {
    this.clock = clock;
  }

  Backend backend(Variant variant) {
    return MemoryBackend.of(index(variant), objects(variant));
  }

  MemoryPointerIndex index(Variant variant) {
    return indexes.computeIfAbsent(variant, v -> new MemoryPointerIndex(v, clock));
  }

  MemoryObjectStore objects(Variant variant) {
    return objects.computeIfAbsent(variant, v -> new MemoryObjectStore(clock));
  }

  ForeignWriter foreignWriter(Variant variant) {
    return new Writer(index(variant));
  }

  /** A program that writes rows of an index in memory by hand. */
  private record Writer(MemoryPointerIndex index) implements ForeignWriter {
    @Override
    public void write(String id, long version, Location payload) {
      index.foreignWrite(id, version, payload);
    }

    @Override
    public void put(String id, long version, Location payload) {
      index.foreignPut(id, version, payload);
    }

    @Override
    public boolean putsIfNewer() {
      return true;
    }

    @Override
    public boolean putIfNewer(String id, long version, Location payload) {
      return index.foreignPutIfNewer(id, version, payload);
    }
  }
}

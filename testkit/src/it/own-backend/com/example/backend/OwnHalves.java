package com.example.backend;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.memory.MemoryPointerIndex;
import dev.vhs.spi.Backend;
import dev.vhs.spi.ObjectStore;
import dev.vhs.spi.PointerIndex;
import dev.vhs.testkit.contract.ForeignWriter;
import dev.vhs.testkit.faults.ForwardingIndex;
import dev.vhs.testkit.faults.ForwardingObjectStore;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** The halves of one test, which are classes of this module over maps in memory. */
final class OwnHalves {
  private final Map<Variant, MemoryPointerIndex> indexes = new EnumMap<>(Variant.class);
  private final Map<Variant, MemoryObjectStore> objects = new EnumMap<>(Variant.class);
  private final InstantSource clock;

  OwnHalves(InstantSource clock) {
    this.clock = clock;
  }

  private MemoryPointerIndex memory(Variant variant) {
    return indexes.computeIfAbsent(variant, v -> new MemoryPointerIndex(v, clock));
  }

  PointerIndex index(Variant variant) {
    return new OwnIndex(memory(variant));
  }

  PointerIndex anotherIndex(Variant variant) {
    return new OwnIndex(new MemoryPointerIndex(variant, clock));
  }

  ObjectStore objects(Variant variant) {
    return new OwnObjects(
        objects.computeIfAbsent(variant, v -> new MemoryObjectStore("own-bucket", clock)));
  }

  Backend backend(Variant variant) {
    return new Backend(index(variant), objects(variant), "own", "own backend");
  }

  ForeignWriter foreignWriter(Variant variant) {
    return new OwnWriter(memory(variant));
  }

  private static final class OwnIndex extends ForwardingIndex {
    OwnIndex(PointerIndex index) {
      super(index);
    }
  }

  private static final class OwnObjects extends ForwardingObjectStore {
    OwnObjects(ObjectStore objects) {
      super(objects);
    }
  }

  private record OwnWriter(MemoryPointerIndex index) implements ForeignWriter {
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

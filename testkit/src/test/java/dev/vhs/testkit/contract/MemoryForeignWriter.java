package dev.vhs.testkit.contract;

import dev.vhs.Location;
import dev.vhs.memory.MemoryPointerIndex;

/** Writes rows of an index in memory by hand. */
record MemoryForeignWriter(MemoryPointerIndex index) implements ForeignWriter {
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

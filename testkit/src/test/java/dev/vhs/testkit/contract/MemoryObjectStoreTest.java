package dev.vhs.testkit.contract;

import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.spi.ObjectStore;

class MemoryObjectStoreTest extends ObjectStoreContract {
  private final ObjectStore store = new MemoryObjectStore("a-bucket", clock());

  @Override
  protected ObjectStore open() {
    return store;
  }

  @Override
  protected boolean streams() {
    return false;
  }
}

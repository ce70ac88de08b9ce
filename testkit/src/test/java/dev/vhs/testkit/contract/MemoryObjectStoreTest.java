package dev.vhs.testkit.contract;

import dev.vhs.memory.MemoryObjectStore;
import dev.vhs.spi.ObjectStore;
import dev.vhs.testkit.faults.Fault;
import dev.vhs.testkit.faults.FaultScript;
import dev.vhs.testkit.faults.FaultyObjectStore;
import java.util.List;

class MemoryObjectStoreTest extends ObjectStoreContract {
  private final ObjectStore store = new MemoryObjectStore("a-bucket", clock());

  @Override
  protected ObjectStore open() {
    return store;
  }

  @Override
  protected List<ObjectStore> openUnavailable() {
    FaultScript script = new FaultScript();
    for (String method : List.of("put", "open", "stat", "list", "delete")) {
      script.always(method, Fault.FAIL);
    }
    return List.of(new FaultyObjectStore(store, script));
  }

  @Override
  protected boolean streams() {
    return false;
  }
}

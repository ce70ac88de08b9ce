package dev.vhs.memory;

import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import java.time.InstantSource;

/** The in-memory backend: a memory index and a memory object store. */
public final class MemoryBackend {
  private MemoryBackend() {}

  /** Returns an empty backend that uses the system's clock. */
  public static Backend create(Variant variant) {
    return create(variant, MemoryBackendProvider.CLOCK);
  }

  /** Returns an empty backend that uses a given clock. */
  public static Backend create(Variant variant, InstantSource clock) {
    return of(new MemoryPointerIndex(variant, clock), new MemoryObjectStore(clock));
  }

  /** Returns a backend over an index and an object store, which several backends may share. */
  public static Backend of(MemoryPointerIndex index, MemoryObjectStore objects) {
    return new Backend(index, objects, "", "memory:");
  }
}

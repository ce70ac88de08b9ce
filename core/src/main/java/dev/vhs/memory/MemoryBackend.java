package dev.vhs.memory;

import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import java.time.InstantSource;

/** Puts a memory index and a memory object store together. */
public final class MemoryBackend {
  private MemoryBackend() {}

  /** An empty backend by the system's clock. */
  public static Backend create(Variant variant) {
    return create(variant, MemoryBackendProvider.CLOCK);
  }

  /** An empty backend by that clock. */
  public static Backend create(Variant variant, InstantSource clock) {
    return of(new MemoryPointerIndex(variant, clock), new MemoryObjectStore(clock));
  }

  /** A backend over those two; several may share them. */
  public static Backend of(MemoryPointerIndex index, MemoryObjectStore objects) {
    return new Backend(index, objects, "", "memory:");
  }
}

package dev.vhs.memory;

import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import java.time.InstantSource;

/** The factory of backends of a memory index and a memory object store. */
public final class MemoryBackend {
  private MemoryBackend() {}

  /** Makes an empty backend with the system's clock. */
  public static Backend create(Variant variant) {
    return create(variant, MemoryBackendProvider.CLOCK);
  }

  /** Makes an empty backend with a clock. */
  public static Backend create(Variant variant, InstantSource clock) {
    return of(new MemoryPointerIndex(variant, clock), new MemoryObjectStore(clock));
  }

  /** Makes a backend over an index and an object store; several backends may share them. */
  public static Backend of(MemoryPointerIndex index, MemoryObjectStore objects) {
    return new Backend(index, objects, "", "memory:");
  }
}

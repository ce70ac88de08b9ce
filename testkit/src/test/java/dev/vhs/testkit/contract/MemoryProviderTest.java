package dev.vhs.testkit.contract;

import dev.vhs.memory.MemoryBackendProvider;
import dev.vhs.spi.BackendProvider;
import java.util.Set;
import java.util.UUID;

class MemoryProviderTest extends BackendProviderContract {
  private final String uri = "memory:" + UUID.randomUUID();

  @Override
  protected BackendProvider provider() {
    return new MemoryBackendProvider();
  }

  @Override
  protected String uri() {
    return uri;
  }

  /** Returns nothing: a store in memory has no medium outside it. */
  @Override
  protected Set<String> held() {
    return Set.of();
  }
}

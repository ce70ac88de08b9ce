package dev.vhs.memory;

import dev.vhs.InvalidRequest;
import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The provider of {@code memory:[NAME][?variant=single]}. With a name, all openings in this JVM
 * share one store, which lasts as long as the JVM; without a name each opening is a store of its
 * own.
 */
public final class MemoryBackendProvider implements BackendProvider {
  static final InstantSource CLOCK = InstantSource.system();

  private static final String VARIANT = "variant";
  private static final ConcurrentMap<String, Backend> NAMED = new ConcurrentHashMap<>();

  /** Makes a provider; for {@link java.util.ServiceLoader}. */
  public MemoryBackendProvider() {}

  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public Backend open(StoreUri uri) {
    String text = uri.allowing(Set.of(VARIANT)).options().get(VARIANT);
    Variant variant = text == null ? Variant.MULTI : variant(text, uri);
    if (uri.rest().isEmpty()) {
      return named(MemoryBackend.create(variant), uri);
    }
    Backend shared = NAMED.computeIfAbsent(uri.rest(), name -> MemoryBackend.create(variant));
    Variant actual = shared.index().traits().variant();
    if (text != null && actual != variant) {
      throw new StoreMismatch(
          "Store 'memory:%s' is a %s, not a %s"
              .formatted(uri.rest(), actual.text(), variant.text()),
          null);
    }
    return named(shared, uri);
  }

  private static Backend named(Backend backend, StoreUri uri) {
    return new Backend(backend.index(), backend.objects(), backend.prefix(), uri.text());
  }

  private static Variant variant(String text, StoreUri uri) {
    try {
      return Variant.of(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest("Store URI '" + uri.text() + "': " + e.getMessage());
    }
  }
}

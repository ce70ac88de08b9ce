package dev.vhs.internal;

import dev.vhs.InvalidRequest;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Finds the backend of a URI among those on the class path or module path. */
public final class BackendProviders {
  private BackendProviders() {}

  /**
   * Opens the backend that a URI names.
   *
   * @throws InvalidRequest if the URI is malformed, or there is no backend for its scheme
   */
  public static Backend open(String uri) {
    StoreUri parsed = StoreUri.parse(uri);
    TreeSet<String> schemes = new TreeSet<>();
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      if (provider.scheme().equals(parsed.scheme())) {
        return provider.open(parsed);
      }
      schemes.add(provider.scheme());
    }
    throw new InvalidRequest(
        "No backend for '%s:' is on the class path, of store URI '%s'; there are %s"
            .formatted(parsed.scheme(), uri, schemes));
  }
}

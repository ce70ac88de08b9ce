package dev.vhs.internal;

import dev.vhs.Compatibility;
import dev.vhs.InvalidRequest;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** The backends on the class path or module path, of which a URI names one. */
public final class BackendProviders {
  private static final String COMPATIBILITY = "compatibility";

  private BackendProviders() {}

  /**
   * A store as a URI names it.
   *
   * @param backend index and object store
   * @param compatibility the format that the URI asks for
   */
  public record Opening(Backend backend, Optional<Compatibility> compatibility) {}

  /**
   * Opens the backend that a URI names. The option {@code compatibility} is of the store, whatever
   * the backend, so no provider sees it.
   *
   * @throws InvalidRequest if the URI is malformed, or there is no backend for its scheme
   */
  public static Opening open(String uri) {
    StoreUri parsed = StoreUri.parse(uri);
    String format = parsed.options().get(COMPATIBILITY);
    Optional<Compatibility> asked = Optional.ofNullable(format).map(text -> named(text, uri));
    return new Opening(openBackend(parsed.without(COMPATIBILITY)), asked);
  }

  private static Compatibility named(String text, String uri) {
    try {
      return Compatibility.of(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest("Store URI '%s': %s".formatted(uri, e.getMessage()));
    }
  }

  private static Backend openBackend(StoreUri uri) {
    TreeSet<String> schemes = new TreeSet<>();
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      if (provider.scheme().equals(uri.scheme())) {
        return provider.open(uri);
      }
      schemes.add(provider.scheme());
    }
    throw new InvalidRequest(
        "No store can be opened with '%s:', as store URI '%s' asks; expected one of %s"
            .formatted(uri.scheme(), uri.text(), schemes));
  }
}

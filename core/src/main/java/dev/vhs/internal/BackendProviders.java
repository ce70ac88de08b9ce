package dev.vhs.internal;

import dev.vhs.Compatibility;
import dev.vhs.InvalidRequest;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    Search search = new Search(uri);
    ModuleLayer layer = BackendProviders.class.getModule().getLayer();
    if (layer != null) {
      search.look(() -> ServiceLoader.load(layer, BackendProvider.class));
    }
    // The thread's loader comes last: in a pool of threads it may be of another application.
    ClassLoader own = BackendProviders.class.getClassLoader();
    search.look(() -> ServiceLoader.load(BackendProvider.class, own));
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    if (ofThread != null && ofThread != own) {
      search.look(() -> ServiceLoader.load(BackendProvider.class, ofThread));
    }
    BackendProvider found = search.found;
    if (found == null) {
      throw search.failure();
    }
    try {
      return found.open(uri);
    } catch (LinkageError e) {
      throw new InvalidRequest(
          "No store can be opened with '%s:': a library that it needs is missing or has another version (%s)"
              .formatted(uri.scheme(), e),
          null,
          e);
    }
  }

  /** A search for the provider of a URI's scheme. */
  private static final class Search {
    /** The most broken providers to pass over: a listing that is broken itself never ends. */
    private static final int MAX_BROKEN = 100;

    private final StoreUri uri;
    private final TreeSet<String> schemes = new TreeSet<>();
    private @Nullable Throwable broken;
    private @Nullable BackendProvider found;

    Search(StoreUri uri) {
      this.uri = uri;
    }

    /** Looks among the providers of a loader; one that can't be loaded doesn't hide the others. */
    void look(Supplier<ServiceLoader<BackendProvider>> loader) {
      if (found != null) {
        return;
      }
      Iterator<BackendProvider> providers = loader.get().iterator();
      for (int failures = 0; failures < MAX_BROKEN; ) {
        try {
          if (!providers.hasNext()) {
            return;
          }
          BackendProvider provider = providers.next();
          if (provider.scheme().equals(uri.scheme())) {
            found = provider;
            return;
          }
          schemes.add(provider.scheme());
        } catch (ServiceConfigurationError | LinkageError e) {
          failures++;
          broken = broken == null ? e : broken;
        }
      }
    }

    InvalidRequest failure() {
      String message =
          "No store can be opened with '%s:', as store URI '%s' asks; expected one of %s"
              .formatted(uri.scheme(), uri.text(), schemes);
      return new InvalidRequest(
          broken == null ? message : message + ". One could not be loaded: " + broken,
          null,
          broken);
    }
  }
}

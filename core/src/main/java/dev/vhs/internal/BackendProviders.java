package dev.vhs.internal;

import dev.vhs.Compatibility;
import dev.vhs.InvalidRequest;
import dev.vhs.internal.protocol.PayloadPlaces;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The backends on the class path or module path, of which a URI names one. */
public final class BackendProviders {
  private BackendProviders() {}

  /**
   * A store as a URI names it.
   *
   * @param backend index and object store
   * @param compatibility the format that the URI asks for
   * @param foreignPayloads the places outside the store that the URI allows to read
   * @param maxValueBytes the size of the largest value to read that the URI sets
   */
  public record Opening(
      Backend backend,
      Optional<Compatibility> compatibility,
      List<String> foreignPayloads,
      OptionalLong maxValueBytes) {
    /** Returns the opening of a backend without a URI. */
    public static Opening of(Backend backend) {
      return new Opening(backend, Optional.empty(), List.of(), OptionalLong.empty());
    }
  }

  /**
   * Opens the backend that a URI names. The options {@code compatibility}, {@code foreignPayloads}
   * and {@code maxValueBytes} are the engine's, so that no provider sees them.
   *
   * @throws InvalidRequest if the URI is malformed, or no backend has its scheme
   */
  public static Opening open(String uri) {
    StoreUri parsed = StoreUri.parse(uri);
    String format = parsed.options().get(StoreUri.COMPATIBILITY);
    Optional<Compatibility> asked = Optional.ofNullable(format).map(text -> named(text, uri));
    String places = parsed.options().get(StoreUri.FOREIGN_PAYLOADS);
    List<String> foreign = places == null ? List.of() : List.of(places.split(",", -1));
    foreign.forEach(PayloadPlaces::check);
    String bytes = parsed.options().get(StoreUri.MAX_VALUE_BYTES);
    OptionalLong most = bytes == null ? OptionalLong.empty() : OptionalLong.of(number(bytes, uri));
    return new Opening(openBackend(parsed.withoutEngineOptions()), asked, foreign, most);
  }

  private static long number(String text, String uri) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new InvalidRequest(
          "Store URI '%s': maxValueBytes '%s' is not valid; expected a number of bytes such as 1000000"
              .formatted(uri, text));
    }
    return Long.parseLong(text);
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

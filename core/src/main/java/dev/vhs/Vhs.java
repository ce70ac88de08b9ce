package dev.vhs;

import dev.vhs.internal.BackendProviders;
import dev.vhs.internal.BackendProviders.Opening;
import dev.vhs.internal.StoreEngine;
import dev.vhs.spi.Backend;
import java.util.Optional;

/**
 * An open store. Safe for use by many threads.
 *
 * <p>A store that does not exist yet is created by its first write, never by a read.
 */
public final class Vhs implements AutoCloseable {
  private final StoreEngine store;

  Vhs(StoreEngine store) {
    this.store = store;
  }

  /**
   * Opens a store by its URI, with default settings.
   *
   * @param uri such as {@code file:.vhs}, {@code file:data?variant=single}, {@code memory:}; with
   *     {@code compatibility=scala} among its options one that the Scala client shares
   * @throws InvalidRequest if the URI is malformed, or no backend on the class path has its scheme
   */
  public static Vhs open(String uri) {
    return builder(uri).open();
  }

  /** Settings for a store that a URI names. */
  public static VhsBuilder builder(String uri) {
    return new VhsBuilder(() -> BackendProviders.open(uri));
  }

  /** Settings for a store over a backend; closing the store closes the backend. */
  public static VhsBuilder builder(Backend backend) {
    return new VhsBuilder(() -> new Opening(backend, Optional.empty()));
  }

  /** The store with values of one type. */
  public <T> VersionedStore<T> store(Codec<T> codec) {
    return store.typed(codec);
  }

  /** The store with values as streams. */
  public StreamStore streams() {
    return store.streams();
  }

  /** What an operator needs. */
  public Maintenance maintenance() {
    return store.maintenance();
  }

  /**
   * Creates the store if it does not exist, and checks that index and object store belong together;
   * the first write does it otherwise.
   *
   * @throws StoreMismatch if they do not
   */
  public StoreDescription create() {
    return store.create();
  }

  /** What the store keeps of an id. */
  public Variant variant() {
    return store.variant();
  }

  /**
   * In which format the store is written: found out with a few requests when it is first asked for.
   * Of a store that does not exist yet, the one that its first write would give it.
   *
   * @throws StoreMismatch if the store is not of the format that was asked for, or is damaged
   */
  public Compatibility compatibility() {
    return store.compatibility();
  }

  /** What messages call the store: its URI. */
  public String name() {
    return store.name();
  }

  /** What the cache has done since the store was opened, and what it holds. */
  public CacheStats cacheStats() {
    return store.cacheStats();
  }

  /**
   * Finishes background reclaims, within {@link VhsBuilder#closeTimeout}, and closes the backend.
   */
  @Override
  public void close() {
    store.close();
  }
}

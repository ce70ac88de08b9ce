package dev.vhs;

import dev.vhs.internal.BackendProviders;
import dev.vhs.internal.BackendProviders.Opening;
import dev.vhs.internal.StoreEngine;
import dev.vhs.spi.Backend;
import dev.vhs.spi.Masked;

/**
 * An open store. Safe for use by many threads.
 *
 * <p>A store that does not exist yet is created by its first write, never by a read.
 *
 * <pre>{@code
 * try (Vhs vhs = Vhs.open("file:.vhs")) {
 *   VersionedStore<String> notes = vhs.store(Codec.text());
 *   notes.putLatest("n1", "Buy milk");
 *   notes.getLatest("n1").value();
 * }
 * }</pre>
 */
public final class Vhs implements AutoCloseable {
  private final StoreEngine store;

  Vhs(StoreEngine store) {
    this.store = store;
  }

  /**
   * Opens a store by its URI, with default settings.
   *
   * @param uri a URI such as {@code file:.vhs}, {@code file:data?variant=single} or {@code
   *     memory:}; with the option {@code compatibility=scala} a store that the Scala client shares.
   *     The options {@code foreignPayloads} and {@code maxValueBytes} are those of {@link
   *     VhsBuilder}
   * @throws InvalidRequest if the URI is malformed, or no backend on the class path has its scheme
   */
  public static Vhs open(String uri) {
    return builder(uri).open();
  }

  /** Returns a builder of a store that a URI names. */
  public static VhsBuilder builder(String uri) {
    return new VhsBuilder(() -> BackendProviders.open(uri));
  }

  /** Returns a builder of a store over a backend; closing the store closes the backend. */
  public static VhsBuilder builder(Backend backend) {
    return new VhsBuilder(() -> Opening.of(backend));
  }

  /** Returns the store with values of one type. */
  public <T> VersionedStore<T> store(Codec<T> codec) {
    return store.typed(codec);
  }

  /** Returns the store with values as streams. */
  public StreamStore streams() {
    return store.streams();
  }

  /** Returns the operations for operators. */
  public Maintenance maintenance() {
    return store.maintenance();
  }

  /**
   * Creates the store if it does not exist, and checks that index and object store belong together.
   * Without this call the first write does so.
   *
   * @throws StoreMismatch if they do not
   */
  public StoreDescription create() {
    return store.create();
  }

  /** Returns the variant of the store. */
  public Variant variant() {
    return store.variant();
  }

  /**
   * Returns the format in which the store is written, from a few requests at the first call. If the
   * store does not exist yet, this is the format that its first write would give it.
   *
   * @throws StoreMismatch if the store is not of the format that was asked for, or is damaged
   */
  public Compatibility compatibility() {
    return store.compatibility();
  }

  /** Returns the store's name in messages: its URI. */
  public String name() {
    return store.name();
  }

  /** Returns the figures of the cache since the store was opened. */
  public CacheStats cacheStats() {
    return store.cacheStats();
  }

  /** Returns a text with the store's name, and {@code ***} for a user and password in it. */
  @Override
  public String toString() {
    return "Vhs[" + Masked.of(name()) + "]";
  }

  /**
   * Waits until replaced objects are deleted in the background, at most for {@link
   * VhsBuilder#closeTimeout}, and closes the backend.
   */
  @Override
  public void close() {
    store.close();
  }
}

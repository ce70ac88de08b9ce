package dev.vhs.spi;

/** Opens the backends of one URI scheme; found with {@link java.util.ServiceLoader}. */
public interface BackendProvider {
  /** The scheme, such as {@code file}. */
  String scheme();

  /**
   * Opens the backend that a URI names. It must not create anything: the first commit and the first
   * upload do.
   *
   * @throws dev.vhs.InvalidRequest if the URI's parts are not this scheme's
   */
  Backend open(StoreUri uri);
}

package dev.vhs.spi;

/** The opener of the backends of one URI scheme; found with {@link java.util.ServiceLoader}. */
public interface BackendProvider {
  /** Returns the scheme, such as {@code file}. */
  String scheme();

  /**
   * Opens the backend that a URI names. It must not create anything: the first commit and the first
   * upload do.
   *
   * @throws dev.vhs.InvalidRequest if the rest or an option of the URI does not fit the scheme
   */
  Backend open(StoreUri uri);
}

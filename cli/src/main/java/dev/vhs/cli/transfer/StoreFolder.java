package dev.vhs.cli.transfer;

import dev.vhs.spi.StoreUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that a store is in. An import must not store it in itself, and an export must not
 * write into it.
 */
final class StoreFolder {
  private StoreFolder() {}

  /**
   * Returns the folder of a {@code file:} store, with links resolved as far as it exists; empty for
   * other stores.
   */
  static Optional<Path> of(String storeUri) throws IOException {
    StoreUri uri = StoreUri.parse(storeUri);
    if (!uri.scheme().equals("file")) {
      return Optional.empty();
    }
    Path folder = Path.of(uri.rest()).toAbsolutePath().normalize();
    return Optional.of(Files.exists(folder) ? folder.toRealPath() : folder);
  }
}

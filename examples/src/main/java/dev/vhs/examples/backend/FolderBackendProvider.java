package dev.vhs.examples.backend;

import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/** Opens {@code folder:DIR[?variant=single-version-store]}. */
// snippet backend-provider
public final class FolderBackendProvider implements BackendProvider {
  /** For {@link java.util.ServiceLoader}. */
  public FolderBackendProvider() {}

  @Override
  public String scheme() {
    return "folder";
  }

  @Override
  public Backend open(StoreUri uri) {
    if (uri.rest().isEmpty()) {
      throw new InvalidRequest("'" + uri.text() + "' names no folder; expected folder:DIR");
    }
    String variant = uri.allowing(Set.of("variant")).options().get("variant");
    try {
      return FolderBackend.open(
          Path.of(uri.rest()),
          variant == null ? Variant.MULTI : Variant.of(variant),
          InstantSource.system());
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest("Store URI '" + uri.text() + "': " + e.getMessage());
    }
  }
}
// end

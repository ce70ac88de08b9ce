package dev.vhs.local;

import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The provider of {@code file:DIR[?variant=single&mode=750]}, which opens a {@link LocalBackend}.
 */
public final class FileBackendProvider implements BackendProvider {
  private static final String VARIANT = "variant";
  private static final String MODE = "mode";

  /** Makes a provider, as {@link java.util.ServiceLoader} does. */
  public FileBackendProvider() {}

  @Override
  public String scheme() {
    return "file";
  }

  /**
   * Opens a folder.
   *
   * @throws InvalidRequest if the URI names no folder, or has other options than the variant and
   *     the mode
   * @throws dev.vhs.StoreMismatch if the folder keeps the other variant, or is no store of this
   *     release
   */
  @Override
  public Backend open(StoreUri uri) {
    Map<String, String> options = uri.allowing(Set.of(VARIANT, MODE)).options();
    String variant = options.get(VARIANT);
    String mode = options.get(MODE);
    if (uri.rest().isEmpty()) {
      throw new InvalidRequest(
          "Store URI '" + uri.text() + "' names no folder; expected one such as file:.vhs");
    }
    try {
      LocalBackend.Builder builder = LocalBackend.builder(Path.of(uri.rest())).name(uri.text());
      if (variant != null) {
        builder.variant(Variant.of(variant));
      }
      if (mode != null) {
        builder.mode(mode);
      }
      return builder.open();
    } catch (InvalidPathException e) {
      throw new InvalidRequest("Store URI '" + uri.text() + "' names no folder: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest("Store URI '" + uri.text() + "': " + e.getMessage());
    }
  }
}

package dev.vhs.local;

import dev.vhs.InvalidRequest;
import dev.vhs.Variant;
import dev.vhs.spi.Backend;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/** The provider of {@code file:DIR[?variant=single]}, which opens a {@link LocalBackend}. */
public final class FileBackendProvider implements BackendProvider {
  private static final String VARIANT = "variant";

  /** Makes a provider, as {@link java.util.ServiceLoader} does. */
  public FileBackendProvider() {}

  @Override
  public String scheme() {
    return "file";
  }

  /**
   * Opens a folder.
   *
   * @throws InvalidRequest if the URI names no folder, or has another option than the variant
   * @throws dev.vhs.StoreMismatch if the folder keeps the other variant, or is no store of this
   *     release
   */
  @Override
  public Backend open(StoreUri uri) {
    String text = uri.allowing(Set.of(VARIANT)).options().get(VARIANT);
    if (uri.rest().isEmpty()) {
      throw new InvalidRequest(
          "Store URI '" + uri.text() + "' names no folder; expected one such as file:.vhs");
    }
    try {
      LocalBackend.Builder builder = LocalBackend.builder(Path.of(uri.rest())).name(uri.text());
      return (text == null ? builder : builder.variant(Variant.of(text))).open();
    } catch (InvalidPathException e) {
      throw new InvalidRequest("Store URI '" + uri.text() + "' names no folder: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest("Store URI '" + uri.text() + "': " + e.getMessage());
    }
  }
}

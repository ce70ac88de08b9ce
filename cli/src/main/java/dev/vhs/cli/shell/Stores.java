package dev.vhs.cli.shell;

import dev.vhs.InvalidRequest;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.spi.BackendProvider;
import dev.vhs.spi.StoreUri;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** The stores that a URI can name. */
public final class Stores {
  private Stores() {}

  /**
   * Opens a store.
   *
   * @param settings changes the settings of this opening
   * @throws Failure if there is no such kind of store
   */
  public static Vhs open(String uri, Consumer<VhsBuilder> settings) {
    try {
      VhsBuilder builder = Vhs.builder(uri);
      settings.accept(builder);
      return builder.open();
    } catch (InvalidRequest e) {
      String scheme = StoreUri.parse(uri).scheme();
      if (isKnown(scheme)) {
        throw e;
      }
      throw new Failure(
          Failure.USAGE,
          "There is no kind of store '"
              + scheme
              + ":'; a store is file:DIR, aws:TABLE/BUCKET or memory:",
          e);
    }
  }

  private static boolean isKnown(String scheme) {
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      if (provider.scheme().equals(scheme)) {
        return true;
      }
    }
    return false;
  }
}

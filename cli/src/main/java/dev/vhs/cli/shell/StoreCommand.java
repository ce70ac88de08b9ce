package dev.vhs.cli.shell;

import dev.vhs.NoVersionExists;
import dev.vhs.StoreMismatch;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.VhsException;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** The form of a command on one store. */
public abstract class StoreCommand implements Action {
  @Mixin private final Globals globals = new Globals();

  @Override
  public final Globals globals() {
    return globals;
  }

  @Override
  public final int run(Shell shell) throws IOException {
    check();
    String uri = globals.storeUri(shell.env());
    try (Vhs vhs = Stores.open(uri, this::configure)) {
      try {
        return run(vhs, shell);
      } catch (NoVersionExists e) {
        throw notFound(e, vhs);
      } catch (StoreMismatch e) {
        throw mayExist(vhs) ? e : missing(vhs);
      }
    }
  }

  /** Checks the options that picocli can't check, before the store is opened. */
  protected void check() {}

  /** Changes the settings that this command opens the store with. */
  protected void configure(VhsBuilder builder) {}

  /** Runs the command on the open store. */
  protected abstract int run(Vhs vhs, Shell shell) throws IOException;

  /** Returns a failure that names the store which was searched, and says if there is none yet. */
  private static Failure notFound(NoVersionExists e, Vhs vhs) {
    String message = Failure.message(e);
    String where = message.contains(vhs.name()) ? "" : " (in " + vhs.name() + ")";
    Long version = e.version().isPresent() ? (Long) e.version().getAsLong() : null;
    String hint =
        mayExist(vhs) ? "" : "; there is no store there yet. Name another by --store or VHS_STORE";
    return new Failure(Failure.NOT_FOUND, message + where + hint, e.id().orElse(null), version, e);
  }

  private static boolean mayExist(Vhs vhs) {
    try {
      return vhs.maintenance().exists();
    } catch (VhsException e) {
      return true;
    }
  }

  /** Throws a failure if the store does not exist: "nothing found" would mislead. */
  public static void requireStore(Vhs vhs) {
    if (!vhs.maintenance().exists()) {
      throw missing(vhs);
    }
  }

  private static Failure missing(Vhs vhs) {
    return new Failure(
        Failure.NOT_FOUND,
        "There is no store "
            + vhs.name()
            + " yet. Name another by --store or VHS_STORE; a put creates one");
  }

  /** Returns a version that was typed, checked. */
  protected static long version(long typed) {
    if (typed < 0) {
      throw Failure.usage("Versions are 0, 1, 2 and so on, not " + typed);
    }
    return typed;
  }
}

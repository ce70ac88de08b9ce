package dev.vhs.cli.shell;

import dev.vhs.NoVersionExists;
import dev.vhs.StoreMismatch;
import dev.vhs.Vhs;
import dev.vhs.VhsBuilder;
import dev.vhs.VhsException;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** A command on one store. */
public abstract class StoreCommand implements Action {
  @Mixin private final Globals globals = new Globals();

  @Override
  public final Globals globals() {
    return globals;
  }

  @Override
  public final int run(Shell shell) throws IOException {
    check();
    VhsBuilder builder = Vhs.builder(globals.storeUri(shell.env()));
    configure(builder);
    try (Vhs vhs = builder.open()) {
      try {
        return run(vhs, shell);
      } catch (NoVersionExists e) {
        throw notFound(e, vhs);
      } catch (StoreMismatch e) {
        throw mayExist(vhs) ? e : missing(vhs);
      }
    }
  }

  /** Checks what picocli can't, before the store is opened. */
  protected void check() {}

  /** Sets what this command wants other than usual. */
  protected void configure(VhsBuilder builder) {}

  /** Does it on the open store. */
  protected abstract int run(Vhs vhs, Shell shell) throws IOException;

  /** Says which store was searched, and whether there is one at all. */
  private static Failure notFound(NoVersionExists e, Vhs vhs) {
    String message = Failure.message(e);
    String where = message.contains(vhs.name()) ? "" : " (in " + vhs.name() + ")";
    Long version = e.version().isPresent() ? (Long) e.version().getAsLong() : null;
    String hint =
        mayExist(vhs) ? "" : "; there is no store there yet: --store or VHS_STORE names another";
    return new Failure(Failure.NOT_FOUND, message + where + hint, e.id().orElse(null), version, e);
  }

  private static boolean mayExist(Vhs vhs) {
    try {
      return vhs.maintenance().exists();
    } catch (VhsException e) {
      return true;
    }
  }

  /** Refuses to say "nothing there" of a store that isn't. */
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
            + " yet; --store or VHS_STORE names another, and a put creates one");
  }

  /** Checks a version that was typed. */
  protected static long version(long typed) {
    if (typed < 0) {
      throw Failure.usage("Versions are 0, 1, 2, ..., not " + typed);
    }
    return typed;
  }
}

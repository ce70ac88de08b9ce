package dev.vhs.cli.shell;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command takes. */
public final class Globals {
  /** The store that is used if neither an option nor the environment names one. */
  static final String DEFAULT_STORE = "file:.vhs";

  @Option(
      names = "--store",
      paramLabel = "URI",
      order = 100,
      description = "The store. Default: $VHS_STORE, or else " + DEFAULT_STORE + ".")
  public @Nullable String store;

  @Option(names = "--json", order = 101, description = "Print JSON, one object a line.")
  public boolean json;

  @Option(names = "--verbose", order = 102, description = "On an error also print where it arose.")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      order = 103,
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  /** Returns the URI of the store that the user means. */
  public String storeUri(Map<String, String> env) {
    if (store != null) {
      return store;
    }
    String fromEnvironment = env.getOrDefault("VHS_STORE", "");
    return fromEnvironment.isEmpty() ? DEFAULT_STORE : fromEnvironment;
  }
}

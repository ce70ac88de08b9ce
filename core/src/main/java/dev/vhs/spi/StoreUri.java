package dev.vhs.spi;

import dev.vhs.InvalidRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The name of a store: {@code scheme:rest?name=value&name=value}.
 *
 * @param scheme the scheme, which selects the provider, such as {@code file}
 * @param rest the part between the scheme and the options, which the backend reads
 * @param options the names and values after the question mark, percent-decoded, in order
 * @param text the whole URI, as it was given
 */
public record StoreUri(String scheme, String rest, Map<String, String> options, String text) {
  /** The option for the format of rows and keys, of every backend. */
  public static final String COMPATIBILITY = "compatibility";

  /** The option for places outside the store whose objects are read, of every backend. */
  public static final String FOREIGN_PAYLOADS = "foreignPayloads";

  /** The option for the size of the largest value to read, of every backend. */
  public static final String MAX_VALUE_BYTES = "maxValueBytes";

  private static final Set<String> ENGINE_OPTIONS =
      Set.of(COMPATIBILITY, FOREIGN_PAYLOADS, MAX_VALUE_BYTES);

  /**
   * Takes a URI apart.
   *
   * @throws InvalidRequest if it has no scheme, or an option that has no value, is badly
   *     percent-encoded, or is given twice
   */
  public static StoreUri parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new InvalidRequest(
          "'"
              + text
              + "' is not a store URI: it has no scheme; expected a text such as file:"
              + (text.isEmpty() ? ".vhs" : text));
    }
    int question = text.indexOf('?', colon);
    String rest = text.substring(colon + 1, question < 0 ? text.length() : question);
    Map<String, String> options = new LinkedHashMap<>();
    if (question >= 0) {
      for (String option : text.substring(question + 1).split("&", -1)) {
        int equals = option.indexOf('=');
        String name = equals < 1 ? "" : option.substring(0, equals);
        if (equals < 1 || options.put(name, decoded(option.substring(equals + 1), text)) != null) {
          throw new InvalidRequest(
              "Option '"
                  + option
                  + "' of store URI '"
                  + text
                  + "' is not valid; expected name=value, each name once");
        }
      }
    }
    return new StoreUri(text.substring(0, colon), rest, Map.copyOf(options), text);
  }

  private static String decoded(String value, String text) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequest(
          "Option value '%s' of store URI '%s' is not valid: each %% must be followed by two hex digits, as in %%20"
              .formatted(value, text));
    }
  }

  /**
   * Returns this URI without the options that concern every backend, which the engine takes itself.
   * The text stays as it was given.
   */
  public StoreUri withoutEngineOptions() {
    Map<String, String> left = new LinkedHashMap<>(options);
    left.keySet().removeAll(ENGINE_OPTIONS);
    return new StoreUri(scheme, rest, Map.copyOf(left), text);
  }

  /**
   * Returns this URI after a check that all options are known.
   *
   * @throws InvalidRequest naming an unknown option, and all known ones
   */
  public StoreUri allowing(Set<String> known) {
    for (String option : options.keySet()) {
      if (!known.contains(option)) {
        throw new InvalidRequest(
            "Store URI '"
                + text
                + "' has an unknown option '"
                + option
                + "'; expected one of "
                + known.stream().sorted().toList());
      }
    }
    return this;
  }
}

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
 * @param scheme which backend
 * @param rest what that backend opens, taken as it stands
 * @param options the names and values after the question mark, percent-decoded, in order
 * @param text the whole, as it was given
 */
public record StoreUri(String scheme, String rest, Map<String, String> options, String text) {
  /**
   * Takes a URI apart.
   *
   * @throws InvalidRequest if it has no scheme, or an option without a value, with one that is not
   *     percent-encoded, or given twice
   */
  public static StoreUri parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new InvalidRequest(
          "'"
              + text
              + "' is no store URI: it needs a scheme, as in file:"
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
                  + "' is not name=value, or is there twice");
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
          "Option value '%s' of store URI '%s' has a %% that no two hex digits follow"
              .formatted(value, text));
    }
  }

  /** The same without an option; its text stays as it was given. */
  public StoreUri without(String option) {
    Map<String, String> left = new LinkedHashMap<>(options);
    left.remove(option);
    return new StoreUri(scheme, rest, Map.copyOf(left), text);
  }

  /**
   * Checks that all options are known.
   *
   * @throws InvalidRequest naming the one that is not, and those that are
   */
  public StoreUri allowing(Set<String> known) {
    for (String option : options.keySet()) {
      if (!known.contains(option)) {
        throw new InvalidRequest(
            "Store URI '"
                + text
                + "' has an unknown option '"
                + option
                + "'; known are "
                + known.stream().sorted().toList());
      }
    }
    return this;
  }
}

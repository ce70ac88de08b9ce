package dev.vhs.provision;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.TreeMap;

/** The tags of a resource: a definition knows some, and leaves the others alone. */
final class Tags {
  private Tags() {}

  /** Returns tags in words, in the order of their names. */
  static String text(Map<String, String> tags) {
    return tags.isEmpty()
        ? "none"
        : new TreeMap<>(tags)
            .entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(joining(", "));
  }

  /** Returns the present tags whose names are wanted. */
  static Map<String, String> among(Map<String, String> there, Map<String, String> wanted) {
    Map<String, String> named = new TreeMap<>(there);
    named.keySet().retainAll(wanted.keySet());
    return named;
  }
}

package dev.vhs.provision;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One use of a permission.
 *
 * @param action the action, as policies name it
 * @param resource the ARN of the resource
 * @param context the values of the condition keys that AWS knows of the request
 */
record ServiceCall(String action, String resource, Map<String, Set<String>> context) {
  /** Makes the use of a permission by a request of which no condition key is known. */
  ServiceCall(String action, String resource) {
    this(action, resource, Map.of());
  }

  /** Returns the same use of another resource. */
  ServiceCall of(String other) {
    return new ServiceCall(action, other, context);
  }

  /** Returns the same use with one more condition key. */
  ServiceCall with(String key, Set<String> values) {
    Map<String, Set<String>> all = new TreeMap<>(context);
    all.put(key, values);
    return new ServiceCall(action, resource, all);
  }
}

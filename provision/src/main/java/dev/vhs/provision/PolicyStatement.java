package dev.vhs.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement of a policy document. It has no name: users merge the policies of several stores in
 * one document, in which names must be unique.
 *
 * @param effect {@code Allow} or {@code Deny}
 * @param actions the actions
 * @param resources their resources: texts, or references of a template
 * @param conditions the values of condition keys, by the conditions' operators
 */
record PolicyStatement(
    String effect,
    List<String> actions,
    List<Object> resources,
    Map<String, Map<String, Object>> conditions) {
  /** Returns a statement that allows actions on one resource. */
  static PolicyStatement allow(Object resource, List<String> actions) {
    return allow(List.of(resource), actions);
  }

  /** Returns a statement that allows actions on several resources. */
  static PolicyStatement allow(List<?> resources, List<String> actions) {
    return new PolicyStatement("Allow", actions, new ArrayList<>(resources), Map.of());
  }

  /** Returns a statement that denies actions, also if another one allows them. */
  static PolicyStatement deny(List<?> resources, List<String> actions) {
    return new PolicyStatement("Deny", actions, new ArrayList<>(resources), Map.of());
  }

  /** Returns the same statement under one more condition. */
  PolicyStatement when(String operator, String key, Object value) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>(conditions);
    Map<String, Object> keys = new LinkedHashMap<>(all.getOrDefault(operator, Map.of()));
    keys.put(key, value);
    all.put(operator, keys);
    return new PolicyStatement(effect, actions, resources, all);
  }

  /** Returns it as a part of a document; a single resource stands alone. */
  Map<String, Object> document() {
    Map<String, Object> document =
        Documents.map(
            "Effect",
            effect,
            "Action",
            actions,
            "Resource",
            resources.size() == 1 ? resources.get(0) : resources);
    if (!conditions.isEmpty()) {
      document.put("Condition", conditions);
    }
    return document;
  }

  /** Returns a policy document of statements. */
  static Map<String, Object> document(List<PolicyStatement> statements) {
    return Documents.policy(statements.stream().map(PolicyStatement::document).toList());
  }
}

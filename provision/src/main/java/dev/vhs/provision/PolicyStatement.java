package dev.vhs.provision;

import java.util.List;
import java.util.Map;

/**
 * One statement of a policy document.
 *
 * @param sid its name
 * @param actions the allowed actions
 * @param resources the resources that they are allowed on: texts, or references of a template
 */
record PolicyStatement(String sid, List<String> actions, List<Object> resources) {
  /** Returns a statement about one resource. */
  static PolicyStatement allow(String sid, Object resource, List<String> actions) {
    return new PolicyStatement(sid, actions, List.of(resource));
  }

  /** Returns it as a part of a document; a single resource stands alone. */
  Map<String, Object> document() {
    return Documents.map(
        "Sid",
        sid,
        "Effect",
        "Allow",
        "Action",
        actions,
        "Resource",
        resources.size() == 1 ? resources.get(0) : resources);
  }

  /** Returns a policy document of statements. */
  static Map<String, Object> document(List<PolicyStatement> statements) {
    return Documents.policy(statements.stream().map(PolicyStatement::document).toList());
  }
}

package dev.vhs.provision;

import java.util.List;
import java.util.Map;

/**
 * One statement of a policy document.
 *
 * @param sid its name
 * @param actions what is allowed
 * @param resources on what: texts, or a template's references
 */
record PolicyStatement(String sid, List<String> actions, List<Object> resources) {
  static PolicyStatement allow(String sid, Object resource, List<String> actions) {
    return new PolicyStatement(sid, actions, List.of(resource));
  }

  /** As documents have it; one resource stands alone. */
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

  /** A policy document of those statements. */
  static Map<String, Object> document(List<PolicyStatement> statements) {
    return Documents.policy(statements.stream().map(PolicyStatement::document).toList());
  }
}

package dev.vhs.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The statements of policy documents, independent of their order. */
final class Statements {
  private Statements() {}

  /** Returns the statements, each as its effect, its actions, its resources and its conditions. */
  static Set<List<Object>> of(String document) {
    Set<List<Object>> statements = new HashSet<>();
    for (JsonNode statement : Documents.read(document).get("Statement")) {
      statements.add(
          List.of(
              Documents.texts(statement.get("Effect")),
              Documents.texts(statement.get("Action")),
              Documents.texts(statement.get("Resource")),
              Documents.conditions(statement.path("Condition"))));
    }
    return statements;
  }
}

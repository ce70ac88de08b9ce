package dev.vhs.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The statements of policy documents, independent of their order. */
final class Statements {
  private Statements() {}

  /** Returns the statements by their names, each as its effect, its actions and its resources. */
  static Map<String, List<Set<String>>> of(String document) {
    Map<String, List<Set<String>>> statements = new TreeMap<>();
    for (JsonNode statement : Documents.read(document).get("Statement")) {
      statements.put(
          statement.path("Sid").asText(),
          List.of(
              Documents.texts(statement.get("Effect")),
              Documents.texts(statement.get("Action")),
              Documents.texts(statement.get("Resource"))));
    }
    return statements;
  }
}

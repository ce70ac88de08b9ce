package dev.vhs.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What policy documents say, whatever the order of what they say it in. */
final class Statements {
  private Statements() {}

  /** The statements by their names, each as its effect, its actions and its resources. */
  static Map<String, List<Set<String>>> of(String document) {
    Map<String, List<Set<String>>> statements = new TreeMap<>();
    for (JsonNode statement : Documents.read(document).get("Statement")) {
      statements.put(
          statement.path("Sid").asText(),
          List.of(
              texts(statement.get("Effect")),
              texts(statement.get("Action")),
              texts(statement.get("Resource"))));
    }
    return statements;
  }

  private static Set<String> texts(JsonNode node) {
    Set<String> texts = new TreeSet<>();
    if (node.isArray()) {
      node.forEach(text -> texts.add(text.asText()));
    } else {
      texts.add(node.asText());
    }
    return texts;
  }
}

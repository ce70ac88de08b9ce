package dev.vhs.provision;

import static dev.vhs.provision.Documents.list;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A judge of calls by an identity's policy document, like AWS (IAM, "Policy evaluation logic"). It
 * covers what our documents and those of Terraform have: statements with actions and resources,
 * wildcards in both, some conditions, denials before permissions. It fails on other conditions,
 * {@code NotAction}, {@code NotResource} and principals.
 */
final class PolicyEvaluator {
  private static final Set<String> KNOWN =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");

  /** A literal that is written as a variable, a wildcard, or any other character. */
  private static final Pattern TOKEN = Pattern.compile("\\$\\{([*?$])}|([*?])|(.)", Pattern.DOTALL);

  private final List<JsonNode> statements;

  private PolicyEvaluator(JsonNode document) {
    this.statements = list(document.path("Statement"));
    if (statements.isEmpty() || !document.path("Version").asText().equals("2012-10-17")) {
      throw new IllegalArgumentException("no policy document: " + document);
    }
    for (JsonNode statement : statements) {
      for (Iterator<String> names = statement.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (!KNOWN.contains(name)) {
          throw new IllegalArgumentException("a statement with " + name + " can't be judged");
        }
      }
    }
  }

  /** Returns an evaluator of a document as text. */
  static PolicyEvaluator of(String json) {
    return new PolicyEvaluator(Documents.read(json));
  }

  /** Returns whether some statement allows a call, and none denies it. */
  boolean allows(ServiceCall call) {
    return statements.stream().anyMatch(one -> has(one, "Allow", call))
        && statements.stream().noneMatch(one -> has(one, "Deny", call));
  }

  private static boolean has(JsonNode statement, String effect, ServiceCall call) {
    return statement.path("Effect").asText().equals(effect)
        && grants(statement).stream().anyMatch(grant -> matches(grant, call))
        && isMet(statement.path("Condition"), call);
  }

  /** Returns whether a call meets all conditions (IAM, "Condition operators"). */
  private static boolean isMet(JsonNode conditions, ServiceCall call) {
    boolean met = true;
    for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        met &=
            isMet(
                operator.getKey(),
                Documents.texts(key.getValue()),
                call.context().getOrDefault(key.getKey(), Set.of()));
      }
    }
    return met;
  }

  private static boolean isMet(String operator, Set<String> wanted, Set<String> found) {
    return switch (operator) {
      case "Null" -> wanted.equals(Set.of(String.valueOf(found.isEmpty())));
      // True without any value, as in AWS: then only another statement can help.
      case "ForAllValues:StringLike" -> found.stream().allMatch(value -> isLike(wanted, value));
      case "StringLike" -> found.stream().anyMatch(value -> isLike(wanted, value));
      case "Bool", "StringEquals" -> found.stream().anyMatch(wanted::contains);
      default -> throw new IllegalArgumentException("a condition " + operator + " can't be judged");
    };
  }

  private static boolean isLike(Set<String> patterns, String value) {
    return patterns.stream().anyMatch(one -> pattern(one, 0).matcher(value).matches());
  }

  /** Returns every action that a statement allows, on each of its resources. */
  List<Set<ServiceCall>> grants() {
    List<Set<ServiceCall>> all = new ArrayList<>();
    for (JsonNode statement : statements) {
      if (statement.path("Effect").asText().equals("Allow")) {
        grants(statement).stream()
            .collect(Collectors.groupingBy(ServiceCall::action, LinkedHashMap::new, toSet()))
            .forEach((action, grants) -> all.add(grants));
      }
    }
    return all;
  }

  private static Set<ServiceCall> grants(JsonNode statement) {
    Set<ServiceCall> grants = new LinkedHashSet<>();
    for (JsonNode action : list(statement.path("Action"))) {
      for (JsonNode resource : list(statement.path("Resource"))) {
        grants.add(new ServiceCall(action.asText(), resource.asText()));
      }
    }
    return grants;
  }

  /** Returns whether a permission covers a call. It ignores the case of actions. */
  static boolean matches(ServiceCall grant, ServiceCall call) {
    return pattern(grant.action(), Pattern.CASE_INSENSITIVE).matcher(call.action()).matches()
        && pattern(grant.resource(), 0).matcher(call.resource()).matches();
  }

  private static Pattern pattern(String text, int flags) {
    Map<String, String> wildcards = Map.of("*", ".*", "?", ".");
    String pattern =
        TOKEN
            .matcher(text)
            .replaceAll(
                token -> {
                  String literal = token.group(1) == null ? token.group(3) : token.group(1);
                  return Matcher.quoteReplacement(
                      literal == null ? wildcards.get(token.group(2)) : Pattern.quote(literal));
                });
    return Pattern.compile(pattern, flags | Pattern.DOTALL);
  }
}

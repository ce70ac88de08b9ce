package dev.vhs.provision;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.IamClient;

/** The settings of the role of a store's readers. */
enum RoleSetting implements Setting {
  /** The principals that may assume the role. */
  READERS {
    @Override
    public String wanted(StoreDefinition store) {
      return words(store.readPrincipals());
    }

    @Override
    public String actual(Site site) {
      List<String> readers = new ArrayList<>();
      for (JsonNode statement : Documents.list(trust(site).path("Statement"))) {
        readers.addAll(Documents.texts(statement.path("Principal").path("AWS")));
      }
      return words(readers);
    }

    @Override
    public void change(Site site) {
      site.clients()
          .iam()
          .updateAssumeRolePolicy(
              request ->
                  request
                      .roleName(site.store().readRoleName())
                      .policyDocument(
                          Documents.compactJson(trustDocument(site.store().readPrincipals()))));
    }
  },

  /** The policy that lets the role read. */
  POLICY {
    @Override
    public String wanted(StoreDefinition store) {
      return "the policy " + StorePolicy.READ.text();
    }

    @Override
    public String actual(Site site) {
      String role = site.store().readRoleName();
      IamClient iam = site.clients().iam();
      List<String> names =
          iam.listRolePoliciesPaginator(request -> request.roleName(role)).policyNames().stream()
              .toList();
      Set<Object> wanted = statements(Documents.read(readDocument(site)));
      boolean found =
          names.stream()
              .map(name -> iam.getRolePolicy(r -> r.roleName(role).policyName(name)))
              .map(policy -> statements(Documents.read(decoded(policy.policyDocument()))))
              .anyMatch(wanted::equals);
      return found ? wanted(site.store()) : names.isEmpty() ? "no policy" : "another policy";
    }

    @Override
    public void change(Site site) {
      site.clients()
          .iam()
          .putRolePolicy(
              request ->
                  request
                      .roleName(site.store().readRoleName())
                      .policyName(POLICY_NAME)
                      .policyDocument(readDocument(site)));
    }
  };

  /** The name of the role's only policy. */
  static final String POLICY_NAME = "read";

  private static final Pattern ROOT = Pattern.compile("arn:[a-z0-9-]+:iam::(\\d{12}):root");

  @Override
  public String text() {
    return "role." + name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isChangeable(String found) {
    return true;
  }

  /** Returns the readers in words. IAM writes an account's number as the ARN of its root. */
  private static String words(List<String> readers) {
    return readers.stream()
        .map(reader -> ROOT.matcher(reader).replaceFirst("$1"))
        .distinct()
        .sorted()
        .collect(joining(", "));
  }

  /** Returns the permissions in a document, independent of the order in which a tool writes it. */
  private static Set<Object> statements(JsonNode document) {
    Set<Object> statements = new HashSet<>();
    for (JsonNode statement : Documents.list(document.path("Statement"))) {
      statements.add(
          List.of(
              statement.path("Effect").asText(),
              Documents.texts(statement.path("Action")),
              Documents.texts(statement.path("Resource"))));
    }
    return statements;
  }

  private static JsonNode trust(Site site) {
    return Documents.read(
        decoded(
            site.clients()
                .iam()
                .getRole(request -> request.roleName(site.store().readRoleName()))
                .role()
                .assumeRolePolicyDocument()));
  }

  /** Returns a document that IAM has sent percent-encoded (AWS, "GetRolePolicy"). */
  private static String decoded(String document) {
    return URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String readDocument(Site site) {
    StoreArns arns = StoreArns.of(site.store(), site.tableArn());
    return Documents.compactJson(StorePolicies.document(StorePolicy.READ, site.store(), arns));
  }

  /**
   * Returns the document that says who may assume the role.
   *
   * @param readers a list of principals, or a template's reference to one
   */
  static Map<String, Object> trustDocument(Object readers) {
    return Documents.policy(
        List.of(
            Documents.map(
                "Effect", "Allow",
                "Principal", Map.of("AWS", readers),
                "Action", "sts:AssumeRole")));
  }
}

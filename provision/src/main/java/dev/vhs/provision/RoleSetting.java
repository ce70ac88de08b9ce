package dev.vhs.provision;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vhs.StoreMismatch;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Role;

/** The settings of the role of a store's readers. */
enum RoleSetting implements Setting {
  /** The principals that may assume the role. */
  READERS {
    @Override
    public String wanted(StoreDefinition store) {
      return words(
          store.readPrincipals(),
          store.readExternalId().orElse(""),
          store.readOrganization().orElse(""));
    }

    @Override
    public String actual(Site site) {
      List<String> readers = new ArrayList<>();
      String externalId = "";
      String organization = "";
      for (JsonNode statement : Documents.list(trust(site).path("Statement"))) {
        readers.addAll(Documents.texts(statement.path("Principal").path("AWS")));
        JsonNode equal = statement.at("/Condition/StringEquals");
        externalId = equal.path(EXTERNAL_ID).asText(externalId);
        organization = equal.path(ORGANIZATION).asText(organization);
      }
      return words(readers, externalId, organization);
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
                          Documents.compactJson(
                              trustDocument(site.store(), site.store().readPrincipals()))));
    }
  },

  /**
   * The policy that bounds the role's permissions. It is set when the role is created: whoever may
   * only create bounded roles may not change the boundary.
   */
  BOUNDARY {
    @Override
    public String wanted(StoreDefinition store) {
      return store.permissionsBoundary().orElse(ANY);
    }

    @Override
    public String actual(Site site) {
      if (site.store().permissionsBoundary().isEmpty()) {
        return ANY;
      }
      AttachedPermissionsBoundary found = role(site).permissionsBoundary();
      return found == null ? "none" : found.permissionsBoundaryArn();
    }

    @Override
    public boolean isChangeable(String found) {
      return false;
    }

    @Override
    public void change(Site site) {
      throw new StoreMismatch(
          "The boundary of role %s can't be changed here".formatted(site.store().readRoleName()),
          null);
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

  private static final String EXTERNAL_ID = "sts:ExternalId";
  private static final String ORGANIZATION = "aws:PrincipalOrgID";

  /** The words for a boundary that the definition doesn't name. */
  private static final String ANY = "none asked for";

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

  /**
   * Returns the readers and what is asked of them in words. IAM writes an account's number as the
   * ARN of its root.
   */
  private static String words(List<String> readers, String externalId, String organization) {
    String all =
        readers.stream()
            .map(reader -> ROOT.matcher(reader).replaceFirst("$1"))
            .distinct()
            .sorted()
            .collect(joining(", "));
    return all
        + (externalId.isEmpty() ? "" : "; external id " + externalId)
        + (organization.isEmpty() ? "" : "; organisation " + organization);
  }

  /** Returns the permissions in a document, independent of the order in which a tool writes it. */
  private static Set<Object> statements(JsonNode document) {
    Set<Object> statements = new HashSet<>();
    for (JsonNode statement : Documents.list(document.path("Statement"))) {
      statements.add(
          List.of(
              statement.path("Effect").asText(),
              Documents.texts(statement.path("Action")),
              Documents.texts(statement.path("Resource")),
              Documents.conditions(statement.path("Condition"))));
    }
    return statements;
  }

  private static Role role(Site site) {
    return site.clients()
        .iam()
        .getRole(request -> request.roleName(site.store().readRoleName()))
        .role();
  }

  private static JsonNode trust(Site site) {
    return Documents.read(decoded(role(site).assumeRolePolicyDocument()));
  }

  /** Returns a document that IAM has sent percent-encoded (AWS, "GetRolePolicy"). */
  private static String decoded(String document) {
    return URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String readDocument(Site site) {
    return Documents.compactJson(
        StorePolicies.document(StorePolicy.READ, site.store(), site.arns()));
  }

  /**
   * Returns the document that says who may assume the role.
   *
   * @param readers a list of principals, or a template's reference to one
   */
  static Map<String, Object> trustDocument(StoreDefinition store, Object readers) {
    Map<String, Object> equal = new LinkedHashMap<>();
    store.readExternalId().ifPresent(id -> equal.put(EXTERNAL_ID, id));
    store.readOrganization().ifPresent(id -> equal.put(ORGANIZATION, id));
    Map<String, Object> statement =
        Documents.map(
            "Effect", "Allow",
            "Principal", Map.of("AWS", readers),
            "Action", "sts:AssumeRole");
    if (!equal.isEmpty()) {
      statement.put("Condition", Map.of("StringEquals", equal));
    }
    return Documents.policy(List.of(statement));
  }
}

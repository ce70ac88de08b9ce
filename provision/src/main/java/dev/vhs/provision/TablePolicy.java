package dev.vhs.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;

/**
 * The policy of a table. A table has one at most, so statements of others in it stay.
 *
 * @param site the store whose table it is
 * @param document the present policy; null if there is none
 * @param revision the present policy's revision; null if there is none
 */
record TablePolicy(Site site, @Nullable JsonNode document, @Nullable String revision) {
  private static final String SID = "VhsTlsOnly";

  /** Returns the present policy; it sends a request. */
  static TablePolicy of(Site site) {
    try {
      var found =
          site.clients()
              .dynamoDb()
              .getResourcePolicy(request -> request.resourceArn(site.tableArn()));
      return new TablePolicy(site, Documents.read(found.policy()), found.revisionId());
    } catch (PolicyNotFoundException e) {
      return new TablePolicy(site, null, null);
    }
  }

  /** Returns whether a statement denies every request without TLS to the table and its parts. */
  boolean isTlsOnly() {
    String table = site.tableArn();
    return statements().stream()
        .anyMatch(
            statement ->
                BucketPolicy.deniesPlainHttp(statement, "dynamodb:*")
                    && Documents.texts(statement.path("Resource"))
                        .containsAll(List.of(table, table + "/*")));
  }

  /** Adds the statement that denies requests without TLS; the others stay. */
  void addTlsOnly() {
    List<Object> statements = new ArrayList<>();
    for (JsonNode statement : statements()) {
      if (!statement.path("Sid").asText().equals(SID)) {
        statements.add(statement);
      }
    }
    String table = site.tableArn();
    statements.add(tlsOnly(table, table + "/*"));
    site.clients()
        .dynamoDb()
        .putResourcePolicy(
            request ->
                request
                    .resourceArn(table)
                    .expectedRevisionId(revision)
                    .policy(Documents.compactJson(Documents.policy(statements))));
  }

  /** Returns the statement that denies requests without TLS. */
  static Map<String, Object> tlsOnly(Object table, Object parts) {
    return BucketPolicy.tlsOnly("dynamodb:*", table, parts);
  }

  private List<JsonNode> statements() {
    return document == null ? List.of() : Documents.list(document.path("Statement"));
  }
}

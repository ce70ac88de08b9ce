package dev.vhs.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The policy of a bucket. A bucket has one at most, so statements of others in it stay.
 *
 * @param site the store whose bucket it is
 * @param document the present policy; null if there is none
 */
record BucketPolicy(Site site, @Nullable JsonNode document) {
  private static final String SID = "VhsTlsOnly";

  /** Returns the present policy; it sends a request. */
  static BucketPolicy of(Site site) {
    try {
      String text =
          site.clients()
              .s3()
              .getBucketPolicy(request -> request.bucket(site.store().bucketName()))
              .policy();
      return new BucketPolicy(site, Documents.read(text));
    } catch (S3Exception e) {
      BucketSetting.absent(e, "NoSuchBucketPolicy", "");
      return new BucketPolicy(site, null);
    }
  }

  /**
   * Returns whether a statement denies every request without TLS to the bucket and all its objects.
   */
  boolean isTlsOnly() {
    return statements().stream().anyMatch(this::deniesPlainHttp);
  }

  private boolean deniesPlainHttp(JsonNode statement) {
    Set<String> resources = Documents.texts(statement.path("Resource"));
    return deniesPlainHttp(statement, "s3:*")
        && resources.stream().anyMatch(arn -> arn.endsWith(":::" + bucket() + "/*"))
        && resources.stream().anyMatch(arn -> arn.endsWith(":::" + bucket()));
  }

  /** Returns whether a statement denies everybody all actions of a service without TLS. */
  static boolean deniesPlainHttp(JsonNode statement, String actions) {
    return statement.path("Effect").asText().equals("Deny")
        && statement.at("/Condition/Bool/aws:SecureTransport").asText().equals("false")
        && statement.path("Condition").size() == 1
        && isEverybody(statement.path("Principal"))
        && (Documents.texts(statement.path("Action")).contains(actions)
            || Documents.texts(statement.path("Action")).contains("*"));
  }

  private static boolean isEverybody(JsonNode principal) {
    return principal.asText().equals("*") || Documents.texts(principal.path("AWS")).contains("*");
  }

  private String bucket() {
    return site.store().bucketName();
  }

  /** Adds the statement that denies requests without TLS; the others stay. */
  void addTlsOnly() {
    List<Object> statements = new ArrayList<>();
    for (JsonNode statement : statements()) {
      if (!statement.path("Sid").asText().equals(SID)) {
        statements.add(statement);
      }
    }
    String partition = site.clients().region().metadata().partition().id();
    String bucket = "arn:%s:s3:::%s".formatted(partition, bucket());
    statements.add(tlsOnly(bucket, bucket + "/*"));
    site.clients()
        .s3()
        .putBucketPolicy(
            request ->
                request
                    .bucket(bucket())
                    .policy(Documents.compactJson(Documents.policy(statements))));
  }

  /** Returns the statement that denies requests without TLS. */
  static Map<String, Object> tlsOnly(Object bucket, Object objects) {
    return tlsOnly("s3:*", bucket, objects);
  }

  /** Returns the statement that denies all actions of a service without TLS. */
  static Map<String, Object> tlsOnly(String actions, Object whole, Object parts) {
    return Documents.map(
        "Sid",
        SID,
        "Effect",
        "Deny",
        "Principal",
        "*",
        "Action",
        actions,
        "Resource",
        List.of(whole, parts),
        "Condition",
        Map.of("Bool", Map.of("aws:SecureTransport", "false")));
  }

  private List<JsonNode> statements() {
    return document == null ? List.of() : Documents.list(document.path("Statement"));
  }
}

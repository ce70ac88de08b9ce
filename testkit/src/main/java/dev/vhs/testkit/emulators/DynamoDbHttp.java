package dev.vhs.testkit.emulators;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** The part of DynamoDB's JSON protocol that a test without an SDK needs. */
final class DynamoDbHttp {
  private DynamoDbHttp() {}

  /**
   * Returns a request; DynamoDB Local wants a signature of the right form, and doesn't verify it.
   */
  static HttpRequest request(URI endpoint, String operation, String json) {
    return HttpRequest.newBuilder(endpoint.resolve("/"))
        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
        .header("Content-Type", "application/x-amz-json-1.0")
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/dynamodb/aws4_request, "
                + "SignedHeaders=host, Signature=none")
        .POST(BodyPublishers.ofString(json))
        .build();
  }
}

package dev.vhs.testkit.emulators;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An answer that a {@link FaultyEndpoint} makes up.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body not sent where the request is a {@code HEAD}
 */
public record WireAnswer(int status, String contentType, String body) {
  private static final int BAD_REQUEST = 400;
  private static final String DYNAMO_DB_TYPE = "application/x-amz-json-1.0";

  /**
   * Returns an error of DynamoDB (AWS, "Error handling with DynamoDB").
   *
   * @param status 400, or 500 and above for a failure of the service
   * @param code such as {@code ProvisionedThroughputExceededException}, {@code ThrottlingException}
   *     or {@code TransactionConflictException}
   */
  public static WireAnswer dynamoDbError(int status, String code) {
    return dynamoDbError(status, code, "injected");
  }

  /** Returns an error of DynamoDB, with a message that has nothing to be escaped. */
  public static WireAnswer dynamoDbError(int status, String code, String message) {
    return new WireAnswer(
        status,
        DYNAMO_DB_TYPE,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s\"}"
            .formatted(code, message));
  }

  /**
   * Returns DynamoDB's answer to a transaction that it didn't apply.
   *
   * @param codes why, one for each action, such as {@code None}, {@code ConditionalCheckFailed} or
   *     {@code TransactionConflict}
   */
  public static WireAnswer transactionCanceled(String... codes) {
    String reasons =
        Arrays.stream(codes)
            .map(code -> "{\"Code\":\"" + code + "\"}")
            .collect(Collectors.joining(","));
    String type = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
    return new WireAnswer(
        BAD_REQUEST,
        DYNAMO_DB_TYPE,
        "{\"__type\":\"%s\",\"Message\":\"injected [%s]\",\"CancellationReasons\":[%s]}"
            .formatted(type, String.join(", ", codes), reasons));
  }

  /**
   * Returns an error of S3 (AWS, "Error responses").
   *
   * @param code such as {@code SlowDown} with 503, {@code InternalError} with 500, {@code
   *     ConditionalRequestConflict} with 409 or {@code AccessDenied} with 403
   */
  public static WireAnswer s3Error(int status, String code) {
    return new WireAnswer(
        status,
        "application/xml",
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<Error><Code>%s</Code><Message>injected</Message>"
                + "<RequestId>injected</RequestId></Error>")
            .formatted(code));
  }
}

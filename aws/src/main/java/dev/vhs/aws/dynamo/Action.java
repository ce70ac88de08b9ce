package dev.vhs.aws.dynamo;

/**
 * An action upon a table: its name in messages, and the permission that it takes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions
 *     of DynamoDB</a>
 */
enum Action {
  DESCRIBE("looking at", "dynamodb:DescribeTable"),
  DESCRIBE_TIME_TO_LIVE("looking at the TTL of", "dynamodb:DescribeTimeToLive"),
  QUERY("reading", "dynamodb:Query"),
  GET("reading", "dynamodb:GetItem"),
  BATCH_GET("reading", "dynamodb:BatchGetItem"),
  SCAN("scanning", "dynamodb:Scan"),
  PUT("writing", "dynamodb:PutItem"),
  UPDATE("writing", "dynamodb:UpdateItem"),
  DELETE("removing", "dynamodb:DeleteItem"),
  TRANSACT("writing", "dynamodb:PutItem or dynamodb:ConditionCheckItem");

  private final String verb;
  private final String permission;

  Action(String verb, String permission) {
    this.verb = verb;
    this.permission = permission;
  }

  /** Returns the action as a message says it, such as "reading". */
  String verb() {
    return verb;
  }

  /** Returns the permission that the caller needs. */
  String permission() {
    return permission;
  }
}

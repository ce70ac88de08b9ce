package dev.vhs.aws.dynamo;

/**
 * What is done with a table: how messages call it, and the permission that it takes.
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

  String verb() {
    return verb;
  }

  String permission() {
    return permission;
  }
}

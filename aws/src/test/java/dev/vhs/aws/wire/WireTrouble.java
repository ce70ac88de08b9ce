package dev.vhs.aws.wire;

import dev.vhs.testkit.emulators.WireAnswer;
import dev.vhs.testkit.emulators.WireFault;
import java.time.Duration;
import java.util.List;

/** What becomes of a request on its way to a service, or of its answer on the way back. */
enum WireTrouble {
  /** It never arrives. */
  LOST_REQUEST,
  /** It is applied, and the connection closed. */
  LOST_ANSWER,
  /** It is applied, and answered 500. */
  FAILED_AFTERWARDS,
  /** It is applied, and answered when those who wait a short time do so no more. */
  DELAYED_ANSWER,
  /** The connection is closed, and it arrives when its sender has given up. */
  LATE,
  /** The connection is closed, and it arrives when the id has been written once more. */
  LATER,
  /** It is applied twice, and the second answer is sent. */
  TWICE,
  /** It is refused, since there are too many. */
  THROTTLED,
  /** Its transaction is cancelled, since another one is under way. */
  CONTENDED;

  /** Longer than {@link WireLane#SHORT}. */
  private static final Duration DELAY = WireLane.SHORT.multipliedBy(3).dividedBy(2);

  private static final int SERVER_ERROR = 500;
  private static final String TRANSACTION = "TransactWriteItems";

  /** The operations of DynamoDB; all others are S3's. */
  static final List<String> OF_DYNAMO_DB =
      List.of(
          "BatchGetItem",
          "DeleteItem",
          "DescribeTable",
          "GetItem",
          "PutItem",
          "Query",
          "Scan",
          TRANSACTION,
          "UpdateItem");

  /** Whether there is such trouble with requests of an operation. */
  boolean concerns(String operation) {
    return this != CONTENDED || operation.equals(TRANSACTION);
  }

  /** Whether it takes effect only when somebody lets it arrive. */
  boolean isLate() {
    return this == LATE || this == LATER;
  }

  /** Whether the service never applies it. */
  boolean isNeverApplied() {
    return this == LOST_REQUEST || this == THROTTLED || this == CONTENDED;
  }

  /**
   * What happens to a request.
   *
   * @param operation the service's name for it
   */
  WireFault fault(String operation) {
    boolean dynamoDb = OF_DYNAMO_DB.contains(operation);
    return switch (this) {
      case LOST_REQUEST -> WireFault.loseRequest();
      case LOST_ANSWER -> WireFault.loseAnswer();
      case FAILED_AFTERWARDS ->
          WireFault.answerInstead(
              dynamoDb
                  ? WireAnswer.dynamoDbError(SERVER_ERROR, "InternalServerError")
                  : WireAnswer.s3Error(SERVER_ERROR, "InternalError"));
      case DELAYED_ANSWER -> WireFault.delayAnswer(DELAY);
      case LATE, LATER -> WireFault.arriveLate();
      case TWICE -> WireFault.repeat();
      case THROTTLED ->
          WireFault.refuse(
              dynamoDb
                  ? WireAnswer.dynamoDbError(400, "ProvisionedThroughputExceededException")
                  : WireAnswer.s3Error(503, "SlowDown"));
      case CONTENDED ->
          WireFault.refuse(WireAnswer.transactionCanceled("TransactionConflict", "None"));
    };
  }
}

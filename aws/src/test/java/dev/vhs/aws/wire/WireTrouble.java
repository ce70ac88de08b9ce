package dev.vhs.aws.wire;

import dev.vhs.testkit.emulators.WireAnswer;
import dev.vhs.testkit.emulators.WireFault;
import java.util.List;

/** A trouble of a request on its way to a service, or of its answer on the way back. */
enum WireTrouble {
  /** It never arrives. */
  LOST_REQUEST,
  /** It is applied, and the connection closed. */
  LOST_ANSWER,
  /** It is applied, and answered 500. */
  FAILED_AFTERWARDS,
  /** It is applied, and answered when its sender has given up. */
  DELAYED_ANSWER,
  /** The connection is closed, and it arrives when its sender has given up. */
  LATE,
  /** The connection is closed, and it arrives when the id has been written once more. */
  LATER,
  /** It is applied twice, and the second answer is sent. */
  TWICE,
  /** It is refused, because there are too many. */
  THROTTLED,
  /** Its transaction is cancelled, because another one is under way. */
  CONTENDED;

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

  /** Returns whether requests of an operation can meet this trouble. */
  boolean concerns(String operation) {
    return this != CONTENDED || operation.equals(TRANSACTION);
  }

  /** Returns whether the request takes effect only when somebody lets it arrive. */
  boolean isLate() {
    return this == LATE || this == LATER;
  }

  /** Returns whether the service never applies the request. */
  boolean isNeverApplied() {
    return this == LOST_REQUEST || this == THROTTLED || this == CONTENDED;
  }

  /**
   * Returns the fault for a request.
   *
   * @param operation the service's name for the request
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
      case DELAYED_ANSWER -> WireFault.answerAfter("its sender gave up", GivingUp::now);
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

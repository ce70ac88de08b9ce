package dev.vhs.aws.dynamo;

import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.aws.sdk.AwsFailures;
import dev.vhs.aws.sdk.ForeignAnswer;
import dev.vhs.aws.sdk.Requests;
import dev.vhs.aws.sdk.TrackedRequest;
import dev.vhs.spi.RequestContext;
import java.time.Duration;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * One table of a client: its keys, the way to send requests to it, and what their failures mean.
 *
 * <p>The first call that needs the keys looks them up, once.
 */
final class Table {
  /** The codes of a lack of capacity at this moment (DynamoDB, "Error handling"). */
  private static final Set<String> THROTTLED =
      Set.of(
          "LimitExceededException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "ThrottlingException");

  private static final String INVALID = "ValidationException";
  private static final String INVALID_IN_TRANSACTION = "ValidationError";

  private final DynamoDbClient client;
  private final String name;
  private final Requests requests;
  private volatile @Nullable Variant variant;

  Table(DynamoDbClient client, String name, Requests requests) {
    this.client = client;
    this.name = name;
    this.requests = requests;
  }

  /** Returns the client that sends the requests. */
  DynamoDbClient client() {
    return client;
  }

  /** Returns the table's name. */
  String name() {
    return name;
  }

  /** Returns the settings of requests. */
  Requests requests() {
    return requests;
  }

  /**
   * Returns the variant that the table's keys make it.
   *
   * @throws StoreMismatch if there is no table, or it has other keys
   */
  Variant variant(RequestContext context) {
    Variant known = seenVariant(context);
    if (known == null) {
      throw missing(null);
    }
    return known;
  }

  /**
   * Returns the variant that the table's keys make it; null while there is no table.
   *
   * @throws StoreMismatch if it has other keys
   */
  @Nullable Variant seenVariant(RequestContext context) {
    Variant known = variant;
    if (known == null) {
      TableDescription description = describe(context);
      known = description == null ? null : KeySchema.variant(name, description);
      variant = known;
    }
    return known;
  }

  /** Returns the service's description of the table as it is now; null if there is none. */
  @Nullable TableDescription describe(RequestContext context) {
    TrackedRequest tracked = requests.tracked(context);
    DescribeTableRequest request =
        DescribeTableRequest.builder()
            .tableName(name)
            .overrideConfiguration(settings(tracked, Action.DESCRIBE, null, context))
            .build();
    try {
      TableDescription table = client.describeTable(request).table();
      if (table == null) {
        throw new ForeignAnswer("an answer without a table, which is not from DynamoDB");
      }
      return table;
    } catch (ResourceNotFoundException e) {
      return null;
    } catch (SdkException e) {
      throw failure(Action.DESCRIBE, null, e);
    }
  }

  /**
   * Sends a request that has no effect.
   *
   * @param request sends the request with the settings that it receives
   */
  <R> R read(
      Action action,
      @Nullable String id,
      RequestContext context,
      Function<AwsRequestOverrideConfiguration, R> request) {
    AwsRequestOverrideConfiguration settings =
        settings(requests.tracked(context), action, id, context);
    try {
      return request.apply(settings);
    } catch (SdkException e) {
      throw failure(action, id, e);
    }
  }

  /**
   * Returns the settings of a request.
   *
   * @throws StoreUnavailable if the call has no time left
   */
  AwsRequestOverrideConfiguration settings(
      TrackedRequest tracked, Action action, @Nullable String id, RequestContext context) {
    Duration remaining = context.remaining();
    if (remaining.isZero() || remaining.isNegative()) {
      String message =
          "No time was left for %s; nothing was written. Try again, or raise callTimeout"
              .formatted(doing(action, id));
      throw id == null
          ? new StoreUnavailable(message, null)
          : new StoreUnavailable(message, id, null);
    }
    return requests.of(tracked, remaining);
  }

  /** Returns the failure of a read, or of a write that certainly had no effect. */
  VhsException failure(Action action, @Nullable String id, SdkException e) {
    String code = AwsFailures.code(e);
    if (e instanceof ResourceNotFoundException) {
      return missing(e);
    }
    if (THROTTLED.contains(code)) {
      String message =
          "DynamoDB throttles %s (%s); nothing was written. Try again, or give the table more capacity"
              .formatted(doing(action, id), code);
      return id == null ? new StoreUnavailable(message, e) : new StoreUnavailable(message, id, e);
    }
    if (e instanceof TransactionCanceledException cancelled) {
      return cancelled(action, id, cancelled);
    }
    if (isInvalid(e)) {
      return invalid(action, id, String.valueOf(e.getMessage()), e);
    }
    return AwsFailures.of(doing(action, id), id, action.permission(), e);
  }

  /** Returns whether the service refused a request as invalid. */
  static boolean isInvalid(SdkException e) {
    return AwsFailures.code(e).equals(INVALID);
  }

  private VhsException cancelled(
      Action action, @Nullable String id, TransactionCanceledException e) {
    StringJoiner codes = new StringJoiner(", ");
    for (CancellationReason reason : e.cancellationReasons()) {
      String code = String.valueOf(reason.code());
      if (code.equals(INVALID_IN_TRANSACTION)) {
        return invalid(action, id, String.valueOf(reason.message()), e);
      }
      codes.add(code);
    }
    String message =
        "A transaction for %s was cancelled (%s); nothing was written. Try again"
            .formatted(doing(action, id), codes);
    return id == null ? new StoreUnavailable(message, e) : new StoreUnavailable(message, id, e);
  }

  private VhsException invalid(Action action, @Nullable String id, String reason, SdkException e) {
    return new StoreMismatch(
        "DynamoDB refused %s as invalid: %s. Check whether the table was replaced by one with other keys"
            .formatted(doing(action, id), reason),
        e);
  }

  /** Returns the failure that says that there is no table. */
  StoreMismatch missing(@Nullable Throwable cause) {
    String where = String.valueOf(client.serviceClientConfiguration().region());
    return new StoreMismatch(
        variant == null
            ? "There is no table '%s' in region %s. Check its name, region and account, or create it"
                .formatted(name, where)
            : "Table '%s' in region %s was removed while the store was open, or is not ready. Check it, and open the store again"
                .formatted(name, where),
        cause);
  }

  private String doing(Action action, @Nullable String id) {
    return id == null
        ? "%s table '%s'".formatted(action.verb(), name)
        : "%s '%s' in table '%s'".formatted(action.verb(), id, name);
  }
}

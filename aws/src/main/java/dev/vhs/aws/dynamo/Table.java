package dev.vhs.aws.dynamo;

import dev.vhs.StoreMismatch;
import dev.vhs.StoreUnavailable;
import dev.vhs.ValueTooLarge;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.aws.sdk.AwsFailures;
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
 * One table of a client: what it is, how requests are sent to it, and what their failures mean.
 *
 * <p>Its key schema is asked for once, by the first who needs it.
 */
final class Table {
  /** The capacity or the rate that was asked for is not there now (DynamoDB, "Error handling"). */
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

  DynamoDbClient client() {
    return client;
  }

  String name() {
    return name;
  }

  Requests requests() {
    return requests;
  }

  /**
   * The variant that the key schema makes it.
   *
   * @throws StoreMismatch if there is no table, or one with other keys
   */
  Variant variant(RequestContext context) {
    Variant known = seenVariant(context);
    if (known == null) {
      throw missing(null);
    }
    return known;
  }

  /**
   * The variant that the key schema makes it; null while there is no table.
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

  /** What the service says of it now; null if there is none. */
  @Nullable TableDescription describe(RequestContext context) {
    TrackedRequest exchange = requests.exchange(context);
    DescribeTableRequest request =
        DescribeTableRequest.builder()
            .tableName(name)
            .overrideConfiguration(settings(exchange, Action.DESCRIBE, null, context))
            .build();
    try {
      return client.describeTable(request).table();
    } catch (ResourceNotFoundException e) {
      return null;
    } catch (SdkException e) {
      throw failure(Action.DESCRIBE, null, e);
    }
  }

  /**
   * Sends a request that has no effect.
   *
   * @param request sends it with the settings that it is given
   */
  <R> R read(
      Action action,
      @Nullable String id,
      RequestContext context,
      Function<AwsRequestOverrideConfiguration, R> request) {
    AwsRequestOverrideConfiguration settings =
        settings(requests.exchange(context), action, id, context);
    try {
      return request.apply(settings);
    } catch (SdkException e) {
      throw failure(action, id, e);
    }
  }

  /**
   * The settings of a request.
   *
   * @throws StoreUnavailable if the call has no time left
   */
  AwsRequestOverrideConfiguration settings(
      TrackedRequest exchange, Action action, @Nullable String id, RequestContext context) {
    Duration remaining = context.remaining();
    if (remaining.isZero() || remaining.isNegative()) {
      String message =
          "No time was left for %s; nothing was written. Try again, or raise callTimeout"
              .formatted(doing(action, id));
      throw id == null
          ? new StoreUnavailable(message, null)
          : new StoreUnavailable(message, id, null);
    }
    return requests.of(exchange, remaining);
  }

  /** The failure of a read, or of a write that certainly had no effect. */
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
    if (code.equals(INVALID)) {
      return invalid(action, id, String.valueOf(e.getMessage()), e);
    }
    return AwsFailures.of(doing(action, id), id, action.permission(), e);
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
    if (id != null && reason.contains("size") && reason.contains("exceeded")) {
      return new ValueTooLarge(
          "The item of '%s' would be larger than DynamoDB takes, other programs' attributes included (%s)"
              .formatted(id, reason),
          id);
    }
    return new StoreMismatch(
        "DynamoDB finds %s invalid: %s. Was the table made anew with other keys?"
            .formatted(doing(action, id), reason),
        e);
  }

  /** There is no table. */
  StoreMismatch missing(@Nullable Throwable cause) {
    String where = String.valueOf(client.serviceClientConfiguration().region());
    return new StoreMismatch(
        variant == null
            ? "There is no table '%s' in region %s: check its name, region and account, or create it"
                .formatted(name, where)
            : "Table '%s' in region %s was removed while it was open, or is not ready: check it, and open the store again"
                .formatted(name, where),
        cause);
  }

  private String doing(Action action, @Nullable String id) {
    return id == null
        ? "%s table '%s'".formatted(action.verb(), name)
        : "%s '%s' in table '%s'".formatted(action.verb(), id, name);
  }
}

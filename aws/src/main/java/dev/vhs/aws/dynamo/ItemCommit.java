package dev.vhs.aws.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.vhs.StoreUnavailable;
import dev.vhs.ValueTooLarge;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.aws.sdk.AwsFailures;
import dev.vhs.aws.sdk.Repetitions;
import dev.vhs.aws.sdk.TrackedRequest;
import dev.vhs.spi.Commit;
import dev.vhs.spi.CommitResult;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.ItemSize;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import dev.vhs.spi.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One conditional write: the request, and what its answer means.
 *
 * <p>The SDK repeats a request that was not answered, so a condition may have failed because of our
 * own earlier try. The service shows the item that it met: if the item has our write id, it is
 * ours, whatever else was refused. An item that the service doesn't show is read.
 */
final class ItemCommit {
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String TRANSACTION_CONFLICT = "TransactionConflict";

  private final Table table;
  private final ItemReads reads;
  private final Commit commit;
  private final Variant variant;
  private final RequestContext context;
  private final Repetitions repetitions;
  private final TrackedRequest tracked;
  private final Action action;

  ItemCommit(Table table, ItemReads reads, Commit commit, Variant variant, RequestContext context) {
    this.table = table;
    this.reads = reads;
    this.commit = commit;
    this.variant = variant;
    this.context = context;
    this.repetitions = table.requests().repetitions();
    this.tracked = table.requests().tracked(context, commit, commit.notAfter());
    if (commit.rows().size() > 1 || commit.standing() != null) {
      require(variant == Variant.MULTI, "writes one row for an id");
      this.action = Action.TRANSACT;
    } else {
      require(commit.replaces() == null || variant == Variant.SINGLE, "replaces no row");
      this.action = commit.replaces() == null ? Action.PUT : Action.UPDATE;
    }
  }

  private void require(boolean possible, String otherwise) {
    if (!possible) {
      throw new IllegalArgumentException("a " + variant.text() + " " + otherwise);
    }
  }

  /** Sends it, and returns what came of it. */
  CommitResult run() {
    if (tracked.isRepetition() && !repetitions.awaitTurn(context)) {
      throw new StoreUnavailable(
          "DynamoDB did not take version %s of '%s' in time; it was not sent again. Try again"
              .formatted(commit.version(), commit.id()),
          commit.id(),
          null);
    }
    try {
      send(table.settings(tracked, action, commit.id(), context));
      repetitions.succeeded(commit);
      return new CommitResult.Committed();
    } catch (TrackedRequest.SignedTooLate e) {
      return e.mayHaveBeenApplied() ? new CommitResult.Unknown(e) : new CommitResult.TooLate();
    } catch (ConditionalCheckFailedException e) {
      return judge(List.of(e.item()), false, e);
    } catch (TransactionCanceledException e) {
      return judge(e);
    } catch (TransactionInProgressException e) {
      return new CommitResult.Unknown(e);
    } catch (SdkException e) {
      return failed(e);
    }
  }

  private void send(AwsRequestOverrideConfiguration settings) {
    switch (action) {
      case TRANSACT -> table.client().transactWriteItems(transaction(settings));
      case UPDATE -> table.client().updateItem(update(settings));
      default -> table.client().putItem(put(settings));
    }
  }

  private PutItemRequest put(AwsRequestOverrideConfiguration settings) {
    return PutItemRequest.builder()
        .tableName(table.name())
        .item(Items.of(commit.rows().get(0)))
        .conditionExpression(Condition.ABSENT.expression())
        .expressionAttributeNames(Condition.ABSENT.names())
        .returnValuesOnConditionCheckFailure(ALL_OLD)
        .overrideConfiguration(settings)
        .build();
  }

  private UpdateItemRequest update(AwsRequestOverrideConfiguration settings) {
    Row row = commit.rows().get(0);
    Condition condition = Condition.standsAs(Objects.requireNonNull(commit.replaces()));
    Update update = Update.to(row, condition);
    return UpdateItemRequest.builder()
        .tableName(table.name())
        .key(Items.key(row.id(), row.version(), variant))
        .updateExpression(update.expression())
        .conditionExpression(condition.expression())
        .expressionAttributeNames(update.names())
        .expressionAttributeValues(update.values())
        .returnValuesOnConditionCheckFailure(ALL_OLD)
        .overrideConfiguration(settings)
        .build();
  }

  /** Returns a transaction of the rows in order, and then of the row that must still hold. */
  private TransactWriteItemsRequest transaction(AwsRequestOverrideConfiguration settings) {
    List<TransactWriteItem> items = new ArrayList<>();
    for (Row row : commit.rows()) {
      items.add(
          TransactWriteItem.builder()
              .put(
                  put ->
                      put.tableName(table.name())
                          .item(Items.of(row))
                          .conditionExpression(Condition.ABSENT.expression())
                          .expressionAttributeNames(Condition.ABSENT.names())
                          .returnValuesOnConditionCheckFailure(ALL_OLD))
              .build());
    }
    Row standing = commit.standing();
    if (standing != null) {
      Condition holds = Condition.stillHolds(standing);
      // Not ALL_OLD: nobody needs what the row has become, which may be 400 KB.
      items.add(
          TransactWriteItem.builder()
              .conditionCheck(
                  check ->
                      check
                          .tableName(table.name())
                          .key(Items.key(standing.id(), standing.version(), variant))
                          .conditionExpression(holds.expression())
                          .expressionAttributeNames(holds.names())
                          .expressionAttributeValues(holds.values()))
              .build());
    }
    return TransactWriteItemsRequest.builder()
        .transactItems(items)
        // The SDK repeats the request with the same token; an equal request has another token.
        .clientRequestToken(UUID.randomUUID().toString())
        .overrideConfiguration(settings)
        .build();
  }

  /** Judges a refused transaction: a condition failed, or the table lacked capacity for a part. */
  private CommitResult judge(TransactionCanceledException e) {
    List<CancellationReason> reasons = e.cancellationReasons();
    int slots = commit.rows().size();
    if (reasons.size() < slots
        || reasons.stream().noneMatch(reason -> CONDITION_FAILED.equals(reason.code()))) {
      return failed(e);
    }
    List<Map<String, AttributeValue>> shown = new ArrayList<>();
    for (CancellationReason reason : reasons.subList(0, slots)) {
      shown.add(reason.item());
    }
    boolean standingFailed =
        reasons.size() > slots && CONDITION_FAILED.equals(reasons.get(slots).code());
    return judge(shown, standingFailed, e);
  }

  /**
   * Judges a failed condition.
   *
   * @param shown the item in the slot of each row; empty if the answer didn't show it
   * @param standingFailed whether the condition of the standing row failed
   */
  private CommitResult judge(
      List<Map<String, AttributeValue>> shown, boolean standingFailed, SdkException refusal) {
    repetitions.succeeded(commit);
    boolean firstTry = !tracked.hasUncertainEarlierAttempt();
    try {
      CommitResult.Conflict conflict =
          commit.conflict(new ShownSlots(shown, standingFailed), firstTry);
      if (conflict != null) {
        return conflict;
      }
      throw new StoreUnavailable(
          "The row in the way of version %s of '%s' was gone when it was read; nothing was written. Try again"
              .formatted(commit.version(), commit.id()),
          commit.id(),
          refusal);
    } catch (VhsException e) {
      return unless(firstTry, e);
    }
  }

  /** The items that an answer showed, to decide by; an item that it doesn't show is read. */
  private final class ShownSlots implements Slots<RuntimeException> {
    private final List<Map<String, AttributeValue>> shown;
    private final boolean standingFailed;

    ShownSlots(List<Map<String, AttributeValue>> shown, boolean standingFailed) {
      this.shown = shown;
      this.standingFailed = standingFailed;
    }

    @Override
    public @Nullable Row at(Row row) {
      Map<String, AttributeValue> item = shown.get(commit.rows().indexOf(row));
      return item.isEmpty()
          ? reads.get(row.id(), row.version(), variant, Consistency.CONSISTENT, context)
          : Items.row(item);
    }

    @Override
    public boolean holds(Row standing) {
      return !standingFailed;
    }
  }

  private CommitResult failed(SdkException e) {
    tracked.failed(e);
    if (!isContention(e) && AwsFailures.isTrouble(e)) {
      repetitions.failed(commit);
    }
    VhsException failure = tooLarge(e);
    return unless(
        !tracked.mayHaveBeenApplied(),
        failure == null ? table.failure(action, commit.id(), e) : failure);
  }

  /**
   * Returns the failure of an update that would make the item too large, together with what other
   * programs keep in it; null if that is not the reason. DynamoDB has no code for it, so the item
   * is measured.
   */
  private @Nullable VhsException tooLarge(SdkException e) {
    if (action != Action.UPDATE || !Table.isInvalid(e)) {
      return null;
    }
    Row row = commit.rows().get(0);
    try {
      long others = Items.bytesOfOthers(reads.item(row.id(), row.version(), variant, context));
      long bytes = ItemSize.of(row) + others;
      return bytes <= DynamoPointerIndex.MAX_ITEM_BYTES
          ? null
          : new ValueTooLarge(
              "The item of '%s' would have %s bytes, %s of them in other programs' attributes; expected at most %s. Nothing was written; make the metadata or those attributes smaller"
                  .formatted(row.id(), bytes, others, DynamoPointerIndex.MAX_ITEM_BYTES),
              row.id());
    } catch (VhsException unmeasured) {
      e.addSuppressed(unmeasured);
      return null;
    }
  }

  /** Returns whether other transactions were in the way, and not a service in trouble. */
  private static boolean isContention(SdkException e) {
    return e instanceof TransactionCanceledException cancelled
        && cancelled.cancellationReasons().stream()
            .anyMatch(reason -> TRANSACTION_CONFLICT.equals(reason.code()));
  }

  /** Returns an unknown outcome; throws the failure if it is certain that nothing was written. */
  private static CommitResult unless(boolean certain, VhsException failure) {
    if (certain) {
      throw failure;
    }
    return new CommitResult.Unknown(failure);
  }
}

package dev.vhs.aws.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.aws.sdk.TrackedRequest;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Retirement;
import dev.vhs.spi.Row;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * One removal: it replaces a row by what is to be left of it, or deletes it.
 *
 * <p>In a table of many versions the whole item is replaced. If an id has a single item, other
 * programs' attributes stay in it.
 */
final class ItemRemoval {
  private final Table table;
  private final Variant variant;
  private final Row read;
  private final @Nullable Row left;
  private final RequestContext context;
  private final TrackedRequest tracked;
  private final Condition condition;

  ItemRemoval(Table table, Variant variant, Retirement retirement, RequestContext context) {
    this.table = table;
    this.variant = variant;
    this.read = retirement.read();
    this.left = retirement.left();
    this.context = context;
    this.tracked = table.requests().tracked(context);
    this.condition = Condition.standsAs(read);
  }

  /** Sends it; returns false if the row was not as it had been read. */
  boolean run() {
    Action action = action();
    try {
      send(action, table.settings(tracked, action, read.id(), context));
      return true;
    } catch (ConditionalCheckFailedException e) {
      if (!tracked.hasUncertainEarlierAttempt()) {
        return false;
      }
      if (left != null && e.hasItem() && Items.row(e.item()).equals(left)) {
        return true;
      }
      throw unanswered(e);
    } catch (SdkException e) {
      tracked.failed(e);
      throw tracked.mayHaveBeenApplied() ? unanswered(e) : table.failure(action, read.id(), e);
    }
  }

  private Action action() {
    if (left == null) {
      return Action.DELETE;
    }
    return variant == Variant.SINGLE ? Action.UPDATE : Action.PUT;
  }

  private void send(Action action, AwsRequestOverrideConfiguration settings) {
    Map<String, AttributeValue> key = Items.key(read.id(), read.version(), variant);
    if (left == null) {
      table
          .client()
          .deleteItem(
              delete ->
                  delete
                      .tableName(table.name())
                      .key(key)
                      .conditionExpression(condition.expression())
                      .expressionAttributeNames(condition.names())
                      .expressionAttributeValues(condition.values())
                      .returnValuesOnConditionCheckFailure(ALL_OLD)
                      .overrideConfiguration(settings));
    } else if (action == Action.PUT) {
      table
          .client()
          .putItem(
              put ->
                  put.tableName(table.name())
                      .item(Items.of(left))
                      .conditionExpression(condition.expression())
                      .expressionAttributeNames(condition.names())
                      .expressionAttributeValues(condition.values())
                      .returnValuesOnConditionCheckFailure(ALL_OLD)
                      .overrideConfiguration(settings));
    } else {
      Update update = Update.to(left, condition);
      table
          .client()
          .updateItem(
              change ->
                  change
                      .tableName(table.name())
                      .key(key)
                      .updateExpression(update.expression())
                      .conditionExpression(condition.expression())
                      .expressionAttributeNames(update.names())
                      .expressionAttributeValues(update.values())
                      .returnValuesOnConditionCheckFailure(ALL_OLD)
                      .overrideConfiguration(settings));
    }
  }

  private StoreUnavailable unanswered(SdkException cause) {
    return new StoreUnavailable(
        "There was no answer to the removal of version %s of '%s'; it may have been removed. Try again"
            .formatted(read.version(), read.id()),
        read.id(),
        cause);
  }
}

package dev.vhs.benchmarks.wire;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The cost of requests to DynamoDB, by the size of the items that they write, meet and show. It
 * knows the sizes of items that it has seen written. Safe for use by many threads.
 */
final class DynamoDbBill {
  /** Transactions prepare and commit (AWS, "Amazon DynamoDB Transactions: How it works"). */
  private static final int TRANSACTION = 2;

  private final Map<Map<String, AttributeValue>, Long> sizes = new ConcurrentHashMap<>();

  /**
   * Returns the price of a million such requests, in dollars.
   *
   * @param response null where the service refused, which costs as if it had written
   */
  double dollars(SdkRequest request, @Nullable SdkResponse response) {
    if (request instanceof DescribeTableRequest) {
      return 0;
    }
    if (request instanceof PutItemRequest put) {
      return ofWrite(put.item(), response != null);
    }
    if (request instanceof TransactWriteItemsRequest transaction) {
      return TRANSACTION * ofParts(transaction.transactItems(), response != null);
    }
    if (response == null) {
      throw new IllegalArgumentException("the price of a failed read: " + request);
    }
    return Prices.READ_UNITS * readUnits(request, response);
  }

  private static double readUnits(SdkRequest request, SdkResponse response) {
    if (request instanceof GetItemRequest get && response instanceof GetItemResponse got) {
      return ItemUnits.ofRead(ItemUnits.bytes(got.item()), isConsistent(get.consistentRead()));
    }
    if (request instanceof QueryRequest query && response instanceof QueryResponse got) {
      return ItemUnits.ofRead(bytes(got.items()), isConsistent(query.consistentRead()));
    }
    if (request instanceof ScanRequest scan && response instanceof ScanResponse got) {
      return ItemUnits.ofRead(bytes(got.items()), isConsistent(scan.consistentRead()));
    }
    throw new IllegalArgumentException("the price of " + request.getClass().getSimpleName());
  }

  private static long bytes(List<Map<String, AttributeValue>> items) {
    return items.stream().mapToLong(ItemUnits::bytes).sum();
  }

  private static boolean isConsistent(@Nullable Boolean asked) {
    return Boolean.TRUE.equals(asked);
  }

  private double ofParts(List<TransactWriteItem> parts, boolean written) {
    double dollars = 0;
    for (TransactWriteItem part : parts) {
      if (part.put() != null) {
        dollars += ofWrite(part.put().item(), written);
      } else if (part.conditionCheck() != null) {
        long size = sizes.getOrDefault(key(part.conditionCheck().key()), 0L);
        dollars += Prices.WRITE_UNITS * ItemUnits.ofWrite(size);
      } else {
        throw new IllegalArgumentException("the price of " + part);
      }
    }
    return dollars;
  }

  /**
   * Returns the price of a write: the larger of two items counts, the one before and the one after.
   */
  private double ofWrite(Map<String, AttributeValue> item, boolean written) {
    Map<String, AttributeValue> key = key(item);
    long after = ItemUnits.bytes(item);
    long before = Objects.requireNonNullElse(written ? sizes.put(key, after) : sizes.get(key), 0L);
    return Prices.WRITE_UNITS * ItemUnits.ofWrite(written ? Math.max(before, after) : before);
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return item.containsKey("version")
        ? Map.of("id", id(item), "version", Objects.requireNonNull(item.get("version")))
        : Map.of("id", id(item));
  }

  private static AttributeValue id(Map<String, AttributeValue> item) {
    return Objects.requireNonNull(item.get("id"));
  }
}

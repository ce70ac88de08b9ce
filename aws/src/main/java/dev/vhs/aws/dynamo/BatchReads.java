package dev.vhs.aws.dynamo;

import dev.vhs.Result;
import dev.vhs.StoreUnavailable;
import dev.vhs.Variant;
import dev.vhs.VhsException;
import dev.vhs.spi.Consistency;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * A read of the rows of many ids in one request. The service may leave keys unprocessed, because of
 * the size of the answer or for lack of capacity; they are requested again. The next request
 * follows at once after one that made headway, else after a random pause whose limit doubles each
 * time.
 */
final class BatchReads {
  /** The greatest number of keys in one request (AWS, "BatchGetItem"). */
  static final int MAX_KEYS = 100;

  /** The number of requests in a row without headway after which it gives up. */
  private static final int MAX_IDLE = 8;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Table table;
  private final Consistency consistency;
  private final RequestContext context;
  private final Map<String, Result<Optional<Row>>> rows = new HashMap<>();

  BatchReads(Table table, Consistency consistency, RequestContext context) {
    this.table = table;
    this.consistency = consistency;
    this.context = context;
  }

  /** Returns the outcome of each id, in a table whose key is the hash key alone. */
  Map<String, Result<Optional<Row>>> of(Set<String> ids) {
    ids.forEach(id -> rows.put(id, new Result.Success<>(Optional.empty())));
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    ids.forEach(id -> keys.add(Items.key(id, 0, Variant.SINGLE)));
    List<Map<String, AttributeValue>> left = keys;
    int idle = 0;
    while (!left.isEmpty()) {
      try {
        List<Map<String, AttributeValue>> unprocessed = read(left);
        idle = unprocessed.size() < left.size() ? 0 : idle + 1;
        left = unprocessed;
        if (!left.isEmpty()) {
          context.retried();
          pause(idle);
        }
      } catch (VhsException e) {
        left.forEach(key -> rows.put(id(key), new Result.Failure<>(e)));
        break;
      }
    }
    return rows;
  }

  /** Reads the rows that the service gives for some keys; returns the keys that it left. */
  private List<Map<String, AttributeValue>> read(List<Map<String, AttributeValue>> keys) {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(keys)
            .consistentRead(ItemReads.isConsistent(consistency))
            .build();
    BatchGetItemResponse response =
        table.read(
            Action.BATCH_GET,
            null,
            context,
            settings ->
                table
                    .client()
                    .batchGetItem(
                        BatchGetItemRequest.builder()
                            .requestItems(Map.of(table.name(), wanted))
                            .overrideConfiguration(settings)
                            .build()));
    for (List<Map<String, AttributeValue>> items : response.responses().values()) {
      for (Map<String, AttributeValue> item : items) {
        rows.put(id(item), Result.of(() -> Optional.of(ItemReads.received(item, context))));
      }
    }
    List<Map<String, AttributeValue>> unprocessed = new ArrayList<>();
    response.unprocessedKeys().values().forEach(rest -> unprocessed.addAll(rest.keys()));
    return unprocessed;
  }

  private void pause(int idle) {
    if (idle == 0) {
      return;
    }
    if (idle == MAX_IDLE) {
      throw new StoreUnavailable(
          "DynamoDB throttles reading table '%s': it left keys of a batch unprocessed %s times in a row. Try again, or give the table more capacity"
              .formatted(table.name(), idle),
          null);
    }
    long ceiling = Math.min(FIRST_PAUSE.toMillis() << idle, LONGEST_PAUSE.toMillis());
    long pause = ThreadLocalRandom.current().nextLong(ceiling + 1);
    try {
      Thread.sleep(Math.min(pause, context.remaining().toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("Interrupted while a batch was read", e);
    }
  }

  private static String id(Map<String, AttributeValue> item) {
    return Attributes.required(Items.ID, new Attributes(item).text(Items.ID));
  }
}

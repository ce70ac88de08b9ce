package dev.vhs.benchmarks.peers;

import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A table with an item for each version of an id, by the SDK alone. Reads are consistent.
 *
 * @param client sends the requests
 * @param name the table's
 */
record VersionTable(DynamoDbClient client, String name) {
  static final String ABSENT = "attribute_not_exists(#id)";
  static final Map<String, String> ID_NAME = Map.of("#id", "id");

  /** Returns the item of the highest version, or null. */
  @Nullable Map<String, AttributeValue> newest(String id) {
    List<Map<String, AttributeValue>> items = newest(id, 1);
    return items.isEmpty() ? null : items.get(0);
  }

  /** Returns the items of the highest versions, newest first. */
  List<Map<String, AttributeValue>> newest(String id, int limit) {
    return client
        .query(
            QueryRequest.builder()
                .tableName(name)
                .consistentRead(true)
                .keyConditionExpression("#id = :id")
                .expressionAttributeNames(ID_NAME)
                .expressionAttributeValues(Map.of(":id", Attributes.text(id)))
                .scanIndexForward(false)
                .limit(limit)
                .build())
        .items();
  }

  /** Returns the number of the highest version; -1 if there is none. */
  long newestVersion(String id) {
    Map<String, AttributeValue> item = newest(id);
    return item == null ? -1 : Attributes.version(item);
  }

  /** Returns the item of the highest version. */
  Map<String, AttributeValue> existing(String id) {
    Map<String, AttributeValue> item = newest(id);
    if (item == null) {
      throw new IllegalStateException("'" + id + "' is not there");
    }
    return item;
  }

  /** Returns the item of one version. */
  Map<String, AttributeValue> version(String id, long version) {
    Map<String, AttributeValue> item =
        client
            .getItem(
                GetItemRequest.builder()
                    .tableName(name)
                    .key(key(id, version))
                    .consistentRead(true)
                    .build())
            .item();
    if (item.isEmpty()) {
      throw new IllegalStateException("'" + id + "' has no version " + version);
    }
    return item;
  }

  static Map<String, AttributeValue> key(String id, long version) {
    return Map.of("id", Attributes.text(id), "version", Attributes.number(version));
  }

  /** Puts an item unless there is one of its key. */
  void putIfAbsent(Map<String, AttributeValue> item) {
    client.putItem(
        PutItemRequest.builder()
            .tableName(name)
            .item(item)
            .conditionExpression(ABSENT)
            .expressionAttributeNames(ID_NAME)
            .returnValuesOnConditionCheckFailure(ALL_OLD)
            .build());
  }
}

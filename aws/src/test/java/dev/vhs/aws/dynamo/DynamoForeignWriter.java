package dev.vhs.aws.dynamo;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.testkit.contract.ForeignWriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Writes items as another client of the table does, knowing nothing of us. */
public final class DynamoForeignWriter implements ForeignWriter {
  private final DynamoDbClient client;
  private final String table;
  private final Variant variant;

  public DynamoForeignWriter(DynamoDbClient client, String table, Variant variant) {
    this.client = client;
    this.table = table;
    this.variant = variant;
  }

  @Override
  public void write(String id, long version, Location payload) {
    if (variant == Variant.MULTI) {
      set(id, version, "payload", map(payload));
      return;
    }
    client.updateItem(
        update ->
            update
                .tableName(table)
                .key(key(id, version))
                .updateExpression("SET #version = :version, #payload = :payload")
                .expressionAttributeNames(Map.of("#version", "version", "#payload", "payload"))
                .expressionAttributeValues(
                    Map.of(":version", number(version), ":payload", map(payload))));
  }

  @Override
  public void put(String id, long version, Location payload) {
    put(item(id, version, payload));
  }

  @Override
  public boolean putsIfNewer() {
    return true;
  }

  @Override
  public boolean putIfNewer(String id, long version, Location payload) {
    boolean multi = variant == Variant.MULTI;
    try {
      client.putItem(
          put ->
              put.tableName(table)
                  .item(item(id, version, payload))
                  .conditionExpression(
                      multi
                          ? "attribute_not_exists(id)"
                          : "attribute_not_exists(id) OR version < :version")
                  .expressionAttributeValues(multi ? null : Map.of(":version", number(version))));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static Map<String, AttributeValue> item(String id, long version, Location payload) {
    return Map.of("id", text(id), "version", number(version), "payload", map(payload));
  }

  /** Puts any item. */
  void put(Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(table).item(item));
  }

  @Override
  public boolean setsAttributes() {
    return true;
  }

  @Override
  public void setAttribute(String id, long version, String name, String value) {
    set(id, version, name, text(value));
  }

  /** Sets an attribute of any type. */
  void set(String id, long version, String name, AttributeValue value) {
    client.updateItem(
        update ->
            update
                .tableName(table)
                .key(key(id, version))
                .updateExpression("SET #name = :value")
                .expressionAttributeNames(Map.of("#name", name))
                .expressionAttributeValues(Map.of(":value", value)));
  }

  @Override
  public @Nullable String attribute(String id, long version, String name) {
    AttributeValue value = item(id, version).get(name);
    return value == null ? null : value.s();
  }

  /** The item as it is; empty if there is none. */
  Map<String, AttributeValue> item(String id, long version) {
    return client
        .getItem(get -> get.tableName(table).key(key(id, version)).consistentRead(true))
        .item();
  }

  private Map<String, AttributeValue> key(String id, long version) {
    Map<String, AttributeValue> key = new HashMap<>();
    key.put("id", text(id));
    if (variant == Variant.MULTI) {
      key.put("version", number(version));
    }
    return key;
  }

  private static AttributeValue map(Location payload) {
    return AttributeValue.fromM(
        Map.of("bucket", text(payload.bucket()), "key", text(payload.key())));
  }

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}

package dev.vhs.interop;

import dev.vhs.Location;
import dev.vhs.Variant;
import dev.vhs.testkit.contract.ForeignWriter;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Puts items as the Scala client does, for the testkit's model of it. */
final class TableWriter implements ForeignWriter {
  private static final Map<Variant, String> IF_NEWER =
      Map.of(
          Variant.MULTI, "attribute_not_exists(id)",
          Variant.SINGLE, "attribute_not_exists(id) OR version < :version");

  private final SharedStore shared;
  private final Variant variant;

  TableWriter(SharedStore shared, Variant variant) {
    this.shared = shared;
    this.variant = variant;
  }

  @Override
  public void write(String id, long version, Location payload) {
    throw new UnsupportedOperationException("the Scala client puts whole items");
  }

  @Override
  public void put(String id, long version, Location payload) {
    shared.putItem(item(id, version, payload));
  }

  @Override
  public boolean putsIfNewer() {
    return true;
  }

  @Override
  public boolean putIfNewer(String id, long version, Location payload) {
    Map<String, AttributeValue> item = item(id, version, payload);
    Map<String, AttributeValue> values =
        variant == Variant.MULTI ? null : Map.of(":version", item.get("version"));
    try {
      shared
          .dynamoDb()
          .putItem(
              put ->
                  put.tableName(shared.name())
                      .item(item)
                      .conditionExpression(IF_NEWER.get(variant))
                      .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static Map<String, AttributeValue> item(String id, long version, Location payload) {
    return Items.pointer(id, version, payload.bucket(), payload.key());
  }
}

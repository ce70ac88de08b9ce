package dev.vhs.aws.dynamo;

import dev.vhs.StoreMismatch;
import dev.vhs.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The keys that make a table the index of one variant or the other. */
final class KeySchema {
  private static final String HASH = "HASH id (S)";
  private static final String HASH_AND_RANGE = "HASH id (S), RANGE version (N)";

  private KeySchema() {}

  /**
   * The variant that a table keeps.
   *
   * @throws StoreMismatch if its keys are neither's
   */
  static Variant variant(String name, TableDescription table) {
    String keys = keys(table);
    return switch (keys) {
      case HASH -> Variant.SINGLE;
      case HASH_AND_RANGE -> Variant.MULTI;
      default ->
          throw new StoreMismatch(
              "Table '%s' has the keys %s; a multi-version-store needs %s, a single-version-store %s alone. Keys can't be changed: name another table, or create one"
                  .formatted(name, keys, HASH_AND_RANGE, HASH),
              null);
    };
  }

  private static String keys(TableDescription table) {
    Map<String, String> types = new HashMap<>();
    for (AttributeDefinition attribute : table.attributeDefinitions()) {
      types.put(attribute.attributeName(), attribute.attributeTypeAsString());
    }
    List<KeySchemaElement> keys = table.keySchema();
    return keys.stream()
        .map(
            key ->
                "%s %s (%s)"
                    .formatted(
                        key.keyTypeAsString(), key.attributeName(), types.get(key.attributeName())))
        .collect(Collectors.joining(", "));
  }
}

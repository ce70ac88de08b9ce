package dev.vhs.aws.dynamo;

import dev.vhs.spi.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update that gives an item the attributes of a row: it sets ours that the row has, removes ours
 * that it lacks, and leaves other programs' attributes alone.
 *
 * @param expression the update expression of DynamoDB
 * @param names the names for its placeholders, and for those of the condition
 * @param values the values for its placeholders, and for those of the condition
 */
record Update(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  /** Returns the update to a row, in a table whose key is the hash key alone. */
  static Update to(Row row, Condition condition) {
    Map<String, AttributeValue> item = Items.of(row);
    Map<String, String> names = new HashMap<>(condition.names());
    Map<String, AttributeValue> values = new HashMap<>(condition.values());
    StringJoiner set = new StringJoiner(", ", "SET ", "");
    StringJoiner remove = new StringJoiner(", ", " REMOVE ", "").setEmptyValue("");
    for (String name : Items.OURS) {
      names.put("#" + name, name);
      @Nullable AttributeValue value = item.get(name);
      if (value == null) {
        remove.add("#" + name);
      } else {
        set.add("#" + name + " = :" + name);
        values.put(":" + name, value);
      }
    }
    return new Update(set.toString() + remove, names, values);
  }
}

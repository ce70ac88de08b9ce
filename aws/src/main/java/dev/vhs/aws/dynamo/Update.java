package dev.vhs.aws.dynamo;

import dev.vhs.spi.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update that makes an item a row's: it sets what of ours the row has, removes what it has not,
 * and leaves other programs' attributes alone.
 *
 * @param expression as DynamoDB's update expressions say it
 * @param names what the placeholders of names stand for, the condition's included
 * @param values what the placeholders of values stand for, the condition's included
 */
record Update(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  /** Of a table whose hash key alone is the key. */
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

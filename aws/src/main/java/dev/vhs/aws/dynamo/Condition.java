package dev.vhs.aws.dynamo;

import dev.vhs.Location;
import dev.vhs.spi.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a write asks of the item that it meets, as DynamoDB's condition expressions say it.
 *
 * @param expression with placeholders, since half of our names are reserved words
 * @param names what the placeholders of names stand for
 * @param values what the placeholders of values stand for
 */
record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  /** There is no item. */
  static final Condition ABSENT =
      new Condition("attribute_not_exists(#id)", Map.of("#id", Items.ID), Map.of());

  /**
   * A payload is told by what it names, in either way of naming it, and not as a whole map: other
   * programs may keep more in it. As in {@link Items}, bucket and key go before what they were
   * called once.
   */
  private static final String SAME_PAYLOAD =
      """
      ((#payload.#bucket = :readBucket AND #payload.#key = :readKey) OR \
      ((attribute_not_exists(#payload.#bucket) OR attribute_not_exists(#payload.#key)) AND \
      #payload.#namespace = :readBucket AND #payload.#path = :readKey))""";

  private static final String VERSION = "#version = :readVersion";
  private static final String NO_PAYLOAD = "attribute_not_exists(#payload)";
  private static final String SAME_WRITE = "#writeId = :readWriteId";
  private static final String NO_WRITE = "attribute_not_exists(#writeId)";
  private static final String AND = " AND ";

  /** A kind counts only where the facts, of which it is one, describe what the payload names. */
  private static final String VALUE_OR_ELSEWHERE =
      "(attribute_not_exists(#kind) OR (%s AND (attribute_not_exists(#describes) OR NOT #describes = :describing)))";

  /** The item {@linkplain Row#standsAs stands as} it was read. */
  static Condition standsAs(Row read) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    String write = write(read, names, values);
    String payload = payload(read, names, values);
    names.put("#version", Items.VERSION);
    values.put(":readVersion", Items.number(read.version()));
    return new Condition(VERSION + AND + payload + AND + write, names, values);
  }

  /** The item {@linkplain Row#stillHolds still holds} the value that was read. */
  static Condition stillHolds(Row read) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    String condition = write(read, names, values);
    Location payload = read.payload();
    names.put("#kind", Items.KIND);
    if (payload == null) {
      condition += AND + "attribute_not_exists(#kind)";
      if (read.writeId() == null) {
        condition += AND + payload(read, names, values);
      }
    } else {
      String same = payload(read, names, values);
      names.put("#describes", Items.DESCRIBES);
      values.put(":describing", Items.describing(payload));
      condition += AND + VALUE_OR_ELSEWHERE.formatted(same);
      if (read.writeId() == null) {
        condition += AND + same;
      }
    }
    return new Condition(condition, names, values);
  }

  private static String write(
      Row read, Map<String, String> names, Map<String, AttributeValue> values) {
    names.put("#writeId", Items.WRITE_ID);
    UUID writeId = read.writeId();
    if (writeId == null) {
      return NO_WRITE;
    }
    values.put(":readWriteId", Items.uuid(writeId));
    return SAME_WRITE;
  }

  private static String payload(
      Row read, Map<String, String> names, Map<String, AttributeValue> values) {
    names.put("#payload", Items.PAYLOAD);
    Location payload = read.payload();
    if (payload == null) {
      return NO_PAYLOAD;
    }
    names.put("#bucket", Items.BUCKET);
    names.put("#key", Items.KEY);
    names.put("#namespace", Items.NAMESPACE);
    names.put("#path", Items.PATH);
    values.put(":readBucket", Items.text(payload.bucket()));
    values.put(":readKey", Items.text(payload.key()));
    return SAME_PAYLOAD;
  }
}

package dev.vhs.interop;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items as other programs write them. */
final class Items {
  private Items() {}

  /** Returns an item of the Scala client. */
  static Map<String, AttributeValue> pointer(String id, long version, String bucket, String key) {
    return item(id, version, Map.of("bucket", text(bucket), "key", text(key)));
  }

  /** Returns an item as earlier releases of the Scala client wrote it. */
  static Map<String, AttributeValue> olderPointer(
      String id, long version, String bucket, String key) {
    return item(id, version, Map.of("namespace", text(bucket), "path", text(key)));
  }

  /** Returns an item that points nowhere. */
  static Map<String, AttributeValue> empty(String id, long version) {
    return Map.of("id", text(id), "version", number(version));
  }

  private static Map<String, AttributeValue> item(
      String id, long version, Map<String, AttributeValue> payload) {
    return Map.of(
        "id", text(id), "version", number(version), "payload", AttributeValue.fromM(payload));
  }

  /** Returns the key of the object that an item points to. */
  static String key(Map<String, AttributeValue> item) {
    return item.get("payload").m().get("key").s();
  }

  static long version(Map<String, AttributeValue> item) {
    return Long.parseLong(item.get("version").n());
  }

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}

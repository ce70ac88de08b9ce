package dev.vhs.aws.dynamo;

import dev.vhs.Variant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key at which a page of a scan ended, as text: version, slash, id. */
final class ScanCursor {
  private ScanCursor() {}

  static String text(Map<String, AttributeValue> key) {
    AttributeValue version = key.get(Items.VERSION);
    return (version == null ? "" : version.n()) + "/" + id(key.get(Items.ID));
  }

  private static String id(@Nullable AttributeValue id) {
    if (id == null) {
      throw new IllegalStateException("a scan ended at a key without an id");
    }
    return id.s();
  }

  /**
   * The key that a text stands for.
   *
   * @throws IllegalArgumentException if it is no cursor of such a table
   */
  static Map<String, AttributeValue> key(String text, Variant variant) {
    int slash = text.indexOf('/');
    boolean hasVersion = slash > 0;
    if (slash < 0 || slash == text.length() - 1 || hasVersion != (variant == Variant.MULTI)) {
      throw new IllegalArgumentException("'" + text + "' is no cursor of this index");
    }
    AttributeValue id = Items.text(text.substring(slash + 1));
    return hasVersion
        ? Map.of(Items.ID, id, Items.VERSION, AttributeValue.fromN(text.substring(0, slash)))
        : Map.of(Items.ID, id);
  }
}

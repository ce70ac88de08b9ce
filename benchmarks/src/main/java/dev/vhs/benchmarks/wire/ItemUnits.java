package dev.vhs.benchmarks.wire;

import dev.vhs.aws.sdk.AwsPrices;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of items, and the capacity units that they take (AWS, "DynamoDB item sizes and formats"
 * and "DynamoDB read and write capacity").
 */
final class ItemUnits {
  /** The bytes that a map or list takes beside its parts. */
  private static final int COLLECTION_BYTES = 3;

  private ItemUnits() {}

  /** Returns the size of an item, names included, in bytes. */
  static long bytes(Map<String, AttributeValue> item) {
    long bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      bytes += utf8(attribute.getKey()) + bytes(attribute.getValue());
    }
    return bytes;
  }

  private static long bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> numberBytes(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case M -> COLLECTION_BYTES + value.m().size() + bytes(value.m());
      case L ->
          COLLECTION_BYTES
              + value.l().size()
              + value.l().stream().mapToLong(ItemUnits::bytes).sum();
      case BOOL, NUL -> 1;
      default -> throw new IllegalArgumentException("the size of a " + value.type());
    };
  }

  /**
   * Returns the bytes of a number: about one for two significant digits, one more, and another for
   * a sign.
   */
  private static long numberBytes(String number) {
    BigDecimal value = new BigDecimal(number).stripTrailingZeros();
    return (value.precision() + 1L) / 2 + 1 + (value.signum() < 0 ? 1 : 0);
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Returns the units that a write of an item of so many bytes takes; an absent item counts as one
   * unit.
   */
  static long ofWrite(long bytes) {
    return units(bytes, AwsPrices.WRITE_UNIT_BYTES);
  }

  /** Returns the units that a read of so many bytes takes, all items of a page counted together. */
  static double ofRead(long bytes, boolean consistent) {
    double units = units(bytes, AwsPrices.READ_UNIT_BYTES);
    return consistent ? units : units / 2;
  }

  private static long units(long bytes, int unit) {
    return Math.max(1, (bytes + unit - 1) / unit);
  }
}

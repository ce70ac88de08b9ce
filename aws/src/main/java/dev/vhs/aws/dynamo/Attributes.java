package dev.vhs.aws.dynamo;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item, or of a map in it, read by name and type. An attribute of another type
 * is an {@link IllegalArgumentException}; it is never taken for absent.
 *
 * @param values the attributes as the service gave them
 */
record Attributes(Map<String, AttributeValue> values) {
  /** Returns whether there is an attribute of that name, of any type. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Returns a text; null if it is absent. */
  @Nullable String text(String name) {
    AttributeValue value = values.get(name);
    return value == null ? null : typed(name, value.s(), AttributeValue.Type.S, value);
  }

  /**
   * Returns a whole number; null if it is absent.
   *
   * @throws IllegalArgumentException also if it has a fraction, or more than 63 bits
   */
  @Nullable Long number(String name) {
    AttributeValue value = values.get(name);
    if (value == null) {
      return null;
    }
    String digits = typed(name, value.n(), AttributeValue.Type.N, value);
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return fromDecimal(name, digits);
    }
  }

  /** Returns a whole number that DynamoDB has written like {@code 1E+3}. */
  private static long fromDecimal(String name, String digits) {
    try {
      return new BigDecimal(digits).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " is " + digits + ", which is not a whole number in range", e);
    }
  }

  /** Returns bytes without a copy, which the caller must not change; null if they are absent. */
  byte @Nullable [] bytes(String name) {
    AttributeValue value = values.get(name);
    return value == null
        ? null
        : typed(name, value.b(), AttributeValue.Type.B, value).asByteArrayUnsafe();
  }

  /** Returns a map; null if it is absent. */
  @Nullable Attributes map(String name) {
    AttributeValue value = values.get(name);
    if (value == null) {
      return null;
    }
    return new Attributes(
        typed(name, value.hasM() ? value.m() : null, AttributeValue.Type.M, value));
  }

  /** Returns a value that must be there. */
  static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value;
  }

  private static <T> T typed(
      String name, @Nullable T content, AttributeValue.Type type, AttributeValue value) {
    if (content == null) {
      throw new IllegalArgumentException(name + " is of type " + value.type() + ", not " + type);
    }
    return content;
  }
}

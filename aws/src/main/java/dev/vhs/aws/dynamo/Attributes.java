package dev.vhs.aws.dynamo;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item, or of a map in it, read by name and type. One that is there and not of
 * the type is an {@link IllegalArgumentException}, never taken for absent.
 *
 * @param values as the service gave them
 */
record Attributes(Map<String, AttributeValue> values) {
  boolean has(String name) {
    return values.containsKey(name);
  }

  @Nullable String text(String name) {
    AttributeValue value = values.get(name);
    return value == null ? null : typed(name, value.s(), AttributeValue.Type.S, value);
  }

  /**
   * A whole number.
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

  /** DynamoDB may write a whole number as {@code 1E+3}. */
  private static long fromDecimal(String name, String digits) {
    try {
      return new BigDecimal(digits).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(name + " is " + digits + ", no whole number in range", e);
    }
  }

  /** Bytes without a copy; the caller must not change them. */
  byte @Nullable [] bytes(String name) {
    AttributeValue value = values.get(name);
    return value == null
        ? null
        : typed(name, value.b(), AttributeValue.Type.B, value).asByteArrayUnsafe();
  }

  @Nullable Attributes map(String name) {
    AttributeValue value = values.get(name);
    if (value == null) {
      return null;
    }
    return new Attributes(
        typed(name, value.hasM() ? value.m() : null, AttributeValue.Type.M, value));
  }

  /** A value that must be there. */
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

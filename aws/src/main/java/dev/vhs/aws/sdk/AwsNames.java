package dev.vhs.aws.sdk;

import dev.vhs.InvalidRequest;
import dev.vhs.spi.Backend;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The checks of names of tables, buckets and prefixes, before anything is sent. */
public final class AwsNames {
  /** AWS, "Naming rules and data types" of DynamoDB. */
  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  /**
   * The names that any bucket has or had: those of old ones in us-east-1 could be longer, and have
   * capitals and underscores (AWS, "General purpose bucket naming rules").
   */
  private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9_.-]{1,255}");

  /** The end of a directory bucket's name (AWS, "Directory bucket naming rules"). */
  private static final String DIRECTORY_BUCKET = "--x-s3";

  private AwsNames() {}

  /**
   * Returns a table's name.
   *
   * @throws InvalidRequest if it is not valid
   */
  public static String table(String name) {
    if (!TABLE.matcher(name).matches()) {
      throw new InvalidRequest(
          "DynamoDB table name '%s' is not valid; expected 3 to 255 letters, digits, '_', '-' and '.', such as my-pointers (not an ARN)"
              .formatted(name));
    }
    return name;
  }

  /**
   * Returns the name of a bucket that exists: S3 judges it, except for what no bucket's name ever
   * was. Rules for new buckets are provision's.
   *
   * @throws InvalidRequest if it can't be a bucket's name, or names a bucket that can't carry a
   *     store
   */
  public static String bucket(String name) {
    if (!BUCKET.matcher(name).matches() || name.matches("\\.+")) {
      throw new InvalidRequest(
          "'%s' can't be the name of an S3 bucket; expected letters, digits, '-', '.' and '_', such as my-values (not an ARN)"
              .formatted(name));
    }
    if (name.endsWith(DIRECTORY_BUCKET)) {
      throw new InvalidRequest(
          "Bucket '%s' is a directory bucket, and its listings have no order. Use a general purpose bucket"
              .formatted(name));
    }
    return name;
  }

  /**
   * Returns a prefix of keys, empty for none.
   *
   * @throws InvalidRequest if it is not valid
   */
  public static String prefix(String prefix) {
    int bytes = prefix.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Backend.MAX_PREFIX_BYTES) {
      throw new InvalidRequest(
          "Prefix '%s' has %s bytes; expected at most %s"
              .formatted(prefix, bytes, Backend.MAX_PREFIX_BYTES));
    }
    boolean hasBadSegment =
        List.of(prefix.split("/", -1)).stream()
            .anyMatch(segment -> segment.isEmpty() || segment.matches("\\.\\.?"));
    if (!prefix.isEmpty()
        && (hasBadSegment || prefix.codePoints().anyMatch(Character::isISOControl))) {
      throw new InvalidRequest(
          "Prefix '%s' is not valid; expected one such as team/books, without a slash at either end or twice in a row, without '.' or '..' between slashes, and without control characters"
              .formatted(prefix));
    }
    return prefix;
  }
}

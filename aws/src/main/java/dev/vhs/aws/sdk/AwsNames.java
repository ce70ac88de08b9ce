package dev.vhs.aws.sdk;

import dev.vhs.InvalidRequest;
import dev.vhs.spi.Backend;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Checks the names of tables, buckets and prefixes, before anything is sent. */
public final class AwsNames {
  /** AWS, "Naming rules and data types" of DynamoDB. */
  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

  /** AWS, "General purpose bucket naming rules". */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** What the names of directory buckets end with (AWS, "Directory bucket naming rules"). */
  private static final String DIRECTORY_BUCKET = "--x-s3";

  private AwsNames() {}

  /** A table's name; throws {@link InvalidRequest} where it can't be one. */
  public static String table(String name) {
    if (!TABLE.matcher(name).matches()) {
      throw new InvalidRequest(
          "'%s' is no name of a DynamoDB table: 3 to 255 letters, digits, '_', '-' and '.' (no ARN)"
              .formatted(name));
    }
    return name;
  }

  /** A bucket's name; throws {@link InvalidRequest} where it can't be one, or is no use. */
  public static String bucket(String name) {
    if (!BUCKET.matcher(name).matches() || name.contains("..")) {
      throw new InvalidRequest(
          "'%s' is no name of an S3 bucket: 3 to 63 lower-case letters, digits, '-' and '.', with a letter or digit at both ends (no ARN)"
              .formatted(name));
    }
    if (name.endsWith(DIRECTORY_BUCKET)) {
      throw new InvalidRequest(
          "Bucket '%s' is a directory bucket, whose listings have no order: a store needs a general purpose bucket"
              .formatted(name));
    }
    return name;
  }

  /** A prefix of keys, empty for none; throws {@link InvalidRequest} where it can't be one. */
  public static String prefix(String prefix) {
    int bytes = prefix.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Backend.MAX_PREFIX_BYTES) {
      throw new InvalidRequest(
          "Prefix '%s' has %d bytes; %d are the most"
              .formatted(prefix, bytes, Backend.MAX_PREFIX_BYTES));
    }
    boolean hasBadSegment =
        List.of(prefix.split("/", -1)).stream()
            .anyMatch(segment -> segment.isEmpty() || segment.matches("\\.\\.?"));
    if (!prefix.isEmpty()
        && (hasBadSegment || prefix.codePoints().anyMatch(Character::isISOControl))) {
      throw new InvalidRequest(
          "Prefix '%s' can't begin keys: it has no slash at its ends or twice in a row, no '.' or '..' between slashes, and no control characters"
              .formatted(prefix));
    }
    return prefix;
  }
}

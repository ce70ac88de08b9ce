package dev.vhs;

import java.util.Objects;

/**
 * The place of an object.
 *
 * @param bucket the bucket's name; empty for a store in a folder or in memory
 * @param key the object's key, at most 1,024 bytes in UTF-8 (AWS, "Creating object key names")
 */
public record Location(String bucket, String key) {
  public Location {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
  }

  /** Returns {@code bucket/key}, or the key alone if there is no bucket. */
  @Override
  public String toString() {
    return bucket.isEmpty() ? key : bucket + "/" + key;
  }
}

package dev.vhs.local.sqlite;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a file at a moment.
 *
 * @param key the mark that tells it from another file of the same name; null on Windows
 * @param size its length
 * @param modified the time of the last write
 */
record FileStamp(@Nullable Object key, long size, FileTime modified) {
  static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
  }

  /** Returns whether it is the same file, whatever is in it. */
  boolean isSameFile(@Nullable FileStamp other) {
    return other != null && Objects.equals(key, other.key);
  }
}

package dev.vhs.local.sqlite;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file at a moment.
 *
 * @param key what tells it from another file of the same name; null on Windows
 * @param size its length
 * @param modified when it was last written
 */
record FileStamp(@Nullable Object key, long size, FileTime modified) {
  static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
  }

  /** Whether it is the same file, whatever is in it. */
  boolean isSameFile(@Nullable FileStamp other) {
    return other != null && Objects.equals(key, other.key);
  }
}

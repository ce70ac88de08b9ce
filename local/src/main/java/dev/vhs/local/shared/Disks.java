package dev.vhs.local.shared;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the disk that tell the reason of a failure. The system gives reasons as texts only, and
 * each user in his language.
 */
public final class Disks {
  /** The room that is none: SQLite's smallest file beside an index needs as much. */
  private static final long ROOM_BYTES = 32 * 1024;

  private Disks() {}

  /** Returns whether the disk of a path has no room; false where it can't be told. */
  public static boolean isFull(Path path) {
    FileStore disk = disk(path);
    try {
      return disk != null && disk.getUsableSpace() < ROOM_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns whether a path can't be written: neither the file, nor the nearest folder that is
   * there, by this user's rights or since the disk is read-only.
   */
  public static boolean isReadOnly(Path path) {
    Path there = nearest(path);
    FileStore disk = disk(path);
    return there != null && (!Files.isWritable(there) || (disk != null && disk.isReadOnly()));
  }

  private static @Nullable FileStore disk(Path path) {
    Path there = nearest(path);
    try {
      return there == null ? null : Files.getFileStore(there);
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /** Returns the path itself or the first folder above it that is there. */
  private static @Nullable Path nearest(Path path) {
    Path at = path.toAbsolutePath();
    while (at != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
      at = at.getParent();
    }
    return at;
  }
}

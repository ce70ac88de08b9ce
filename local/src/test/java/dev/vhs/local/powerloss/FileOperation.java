package dev.vhs.local.powerloss;

import dev.vhs.spi.Bytes;

/**
 * An operation on files, as it was recorded. Paths are relative to the folder that was watched,
 * which is the empty path.
 */
sealed interface FileOperation {
  /** A new, empty file. */
  record Made(String path) implements FileOperation {}

  /** A new folder. */
  record MadeFolder(String path) implements FileOperation {}

  /** Bytes written into a file. */
  record Written(String path, long offset, Bytes bytes) implements FileOperation {
    @Override
    public String toString() {
      return "Written[path=%s, offset=%d, size=%d]".formatted(path, offset, bytes.size());
    }
  }

  /** A file cut to a size, or made longer with zeros. */
  record Resized(String path, long size) implements FileOperation {}

  /** A file or the entries of a folder, forced to disk. */
  record Forced(String path) implements FileOperation {}

  /** Another name for a file. */
  record Linked(String existing, String path) implements FileOperation {}

  /** A file with a new name in place of its old one. */
  record Moved(String from, String path) implements FileOperation {}

  /** A name of a file, or an empty folder, that was removed. */
  record Removed(String path) implements FileOperation {}

  /** A line that the writer said: a write is done, or something about the record. */
  record Said(String line) implements FileOperation {}
}

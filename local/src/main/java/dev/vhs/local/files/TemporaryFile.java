package dev.vhs.local.files;

import dev.vhs.local.shared.OpenedFolder;
import dev.vhs.local.shared.Rights;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file that is being uploaded, beside it perhaps one with its metadata. It is reached from the
 * folder of uploads as that was when the upload began, wherever the folder's path leads by now.
 */
final class TemporaryFile implements AutoCloseable {
  private final OpenedFolder folder;
  private final Path name;
  private final FileChannel channel;
  private boolean moved;
  private boolean described;

  /** Takes over an opened folder, and a file in it that has been opened for writing. */
  TemporaryFile(OpenedFolder folder, Path name, FileChannel channel) {
    this.folder = folder;
    this.name = name;
    this.channel = channel;
  }

  /** Returns the folder of uploads. */
  OpenedFolder folder() {
    return folder;
  }

  /** Returns the file, to be written and closed once. */
  FileChannel channel() {
    return channel;
  }

  void setTime(FileTime time) throws IOException {
    folder.setTime(name, time);
  }

  /** Returns whether nobody has removed the file. */
  boolean isThere() throws IOException {
    return folder.attributes(name) != null;
  }

  /** Gives the file its place, in place of what has its name there. */
  void move(OpenedFolder to, Path as) throws IOException {
    folder.move(name, to, as);
    moved = true;
  }

  /** Makes the file of metadata beside it, and opens that for writing. */
  FileChannel createMetadata(Rights rights) throws IOException {
    Path beside = ObjectFiles.metadata(name);
    folder.deleteIfExists(beside);
    FileChannel made = folder.createFile(beside, rights);
    described = true;
    return made;
  }

  /** Gives the file of metadata its place. */
  void moveMetadata(OpenedFolder to, Path as) throws IOException {
    folder.move(ObjectFiles.metadata(name), to, as);
    described = false;
  }

  /** Removes what has not been moved; where that fails, it is left to the next sweep. */
  @Override
  public void close() throws IOException {
    try (folder;
        channel) {
      if (!moved) {
        remove(name);
      }
      if (described) {
        remove(ObjectFiles.metadata(name));
      }
    }
  }

  private void remove(Path file) {
    try {
      folder.deleteIfExists(file);
    } catch (IOException e) {
      // The next sweep tries again.
    }
  }
}

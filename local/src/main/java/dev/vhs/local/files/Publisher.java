package dev.vhs.local.files;

import dev.vhs.local.shared.Folders;
import dev.vhs.local.shared.OpenedFolder;
import dev.vhs.spi.RequestContext;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The step that gives a written file its name, and makes that durable.
 *
 * <p>A rename replaces the file that has the name. Writers that want a free name take turns, and
 * look first. A hard link would fail by itself where the name is taken, but Java makes one by its
 * path only, and not in an opened folder. Writers of metadata take turns too, since an object and
 * its metadata are two files.
 */
final class Publisher {
  private static final int MAX_TRIES = 1000;

  private final ObjectFiles files;
  private final WriterLock lock;

  Publisher(ObjectFiles files, WriterLock lock) {
    this.files = files;
    this.lock = lock;
  }

  /**
   * Gives a file its name, and returns false where that was to be free and was not.
   *
   * @throws NoSuchFileException if somebody removed the file
   * @throws dev.vhs.StoreUnavailable if the time is up before it is this writer's turn
   */
  boolean publish(TemporaryFile file, Path target, Upload upload, RequestContext context)
      throws IOException {
    boolean implied = upload.userMetadata().equals(ObjectMetadata.implied(upload.key()));
    for (int tries = 1; ; tries++) {
      try (OpenedFolder folder = files.folders().make(Folders.parent(target))) {
        Path name = target.getFileName();
        if (upload.ifAbsent() && isTaken(folder, name)) {
          return false;
        }
        if (!implied) {
          writeMetadata(file, upload);
        }
        WriterLock.Steps steps = () -> place(file, folder, name, upload.ifAbsent(), implied);
        boolean alone = upload.ifAbsent() || !implied;
        boolean placed = alone ? lock.hold(file.folder(), context, steps) : steps.take();
        if (placed) {
          folder.force();
        }
        return placed;
      } catch (NoSuchFileException e) {
        // Somebody removed the folder, which was empty, or the file, which was old.
        if (tries == MAX_TRIES || !file.isThere()) {
          throw e;
        }
      }
    }
  }

  private static boolean isTaken(OpenedFolder folder, Path name) throws IOException {
    return folder.attributes(name) != null;
  }

  private static boolean place(
      TemporaryFile file, OpenedFolder folder, Path name, boolean ifAbsent, boolean implied)
      throws IOException {
    if (ifAbsent && isTaken(folder, name)) {
      return false;
    }
    Path beside = ObjectFiles.metadata(name);
    if (implied) {
      folder.deleteIfExists(beside);
    } else {
      file.moveMetadata(folder, beside);
    }
    file.move(folder, name);
    return true;
  }

  private void writeMetadata(TemporaryFile file, Upload upload) throws IOException {
    ByteBuffer text = ByteBuffer.wrap(ObjectMetadata.write(upload.userMetadata()));
    try (FileChannel channel = file.createMetadata(files.rights())) {
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
  }
}

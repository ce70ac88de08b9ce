package dev.vhs.local.files;

import dev.vhs.local.shared.Folders;
import dev.vhs.local.shared.MetadataText;
import dev.vhs.spi.Upload;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The step that gives a written file its name, and makes that durable.
 *
 * <p>A rename replaces the file that has the name. Where the name must be free, a hard link is
 * made, which fails if it is not. On a file system without hard links, writers that want free names
 * take turns by a lock on a file of the store.
 */
final class Publisher {
  private static final int MAX_TRIES = 1000;

  /** The lock among the threads of this process, since locks on files are held by a process. */
  private static final ReentrantLock MUTEX = new ReentrantLock();

  private final ObjectFiles files;
  private final Linker linker;

  Publisher(ObjectFiles files, Linker linker) {
    this.files = files;
    this.linker = linker;
  }

  /** A maker of hard links. */
  interface Linker {
    /** Makes {@code link} another name of a file. */
    void link(Path link, Path existing) throws IOException;
  }

  /** The outcome for a file. */
  enum Outcome {
    /** It has the name, and no other. */
    MOVED,
    /** It has the name, beside the one that it had. */
    LINKED,
    /** Another file has the name, which was to be free. */
    TAKEN
  }

  /**
   * Gives a file its name.
   *
   * @throws NoSuchFileException if somebody removed the file
   */
  Outcome publish(Path file, Path target, Upload upload) throws IOException {
    Path folder = Folders.parent(target);
    for (int tries = 1; ; tries++) {
      try {
        files.folders().make(folder);
        Outcome outcome = place(file, target, upload);
        if (outcome != Outcome.TAKEN) {
          Folders.force(folder);
        }
        return outcome;
      } catch (NoSuchFileException e) {
        // Somebody removed the folder, which was empty, or the file, which was old.
        files.folders().forget(folder);
        if (tries == MAX_TRIES || Files.notExists(file)) {
          throw e;
        }
      }
    }
  }

  private Outcome place(Path file, Path target, Upload upload) throws IOException {
    boolean implied = upload.userMetadata().equals(ObjectMetadata.implied(upload.key()));
    if (!upload.ifAbsent()) {
      return replace(file, target, upload, implied);
    }
    if (implied && Files.notExists(ObjectFiles.metadata(target), LinkOption.NOFOLLOW_LINKS)) {
      try {
        linker.link(target, file);
        return Outcome.LINKED;
      } catch (FileAlreadyExistsException e) {
        return Outcome.TAKEN;
      } catch (NoSuchFileException e) {
        throw e;
      } catch (UnsupportedOperationException | FileSystemException e) {
        return placeLocked(file, target, upload, implied);
      }
    }
    return placeLocked(file, target, upload, implied);
  }

  private Outcome placeLocked(Path file, Path target, Upload upload, boolean implied)
      throws IOException {
    MUTEX.lock();
    try (FileChannel channel =
            FileChannel.open(
                files.temporary().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (!lock.isValid() || Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        return Outcome.TAKEN;
      }
      return replace(file, target, upload, implied);
    } finally {
      MUTEX.unlock();
    }
  }

  private static Outcome replace(Path file, Path target, Upload upload, boolean implied)
      throws IOException {
    Path beside = ObjectFiles.metadata(target);
    if (implied) {
      Files.deleteIfExists(beside);
    } else {
      writeMetadata(file, beside, upload);
    }
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    return Outcome.MOVED;
  }

  private static void writeMetadata(Path file, Path beside, Upload upload) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + KeyNames.METADATA_SUFFIX);
    byte[] json = MetadataText.write(upload.userMetadata()).getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(written, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(json));
      channel.force(true);
    }
    Files.move(written, beside, StandardCopyOption.ATOMIC_MOVE);
  }
}

package dev.vhs.cli.transfer;

import dev.vhs.cli.shell.NamedStream;
import dev.vhs.cli.shell.Ownership;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of an export. It is written under another name, which nobody else can read, and appears
 * under its own once it is whole. If it is closed before, it vanishes.
 */
final class ExportedFile implements AutoCloseable {
  private final Folder folder;
  private final Path temporary;
  private final OutputStream stream;
  private boolean committed;

  /**
   * Begins a file under a temporary name that nobody else has.
   *
   * @param shown the folder that messages name in place of it
   */
  ExportedFile(Folder folder, Path temporary, Path shown) throws IOException {
    this.folder = folder;
    this.temporary = temporary;
    this.stream = new NamedStream(folder.create(temporary), shown);
  }

  /** Returns the stream that its bytes go into. */
  OutputStream stream() {
    return stream;
  }

  /**
   * Sets the time of its last change, after its bytes were written.
   *
   * @return the time that the system took, which is another one if it can't hold this
   */
  Instant setTime(Instant time) throws IOException {
    stream.close();
    return FileTimes.set(folder.view(temporary, BasicFileAttributeView.class), time);
  }

  /**
   * Gives the file its name, in place of the file that had it. Owner and permissions stay those of
   * that file.
   *
   * @param usual the permissions of a file that replaces none; null if the system has no such
   */
  void commit(Folder to, Path name, @Nullable Set<PosixFilePermission> usual) throws IOException {
    stream.close();
    PosixFileAttributeView own = folder.view(temporary, PosixFileAttributeView.class);
    if (own != null && usual != null) {
      Ownership replaced = Ownership.of(to.view(name, PosixFileAttributeView.class));
      if (replaced == null) {
        own.setPermissions(usual);
      } else {
        replaced.giveTo(own);
      }
    }
    folder.move(temporary, to, name);
    committed = true;
  }

  @Override
  public void close() throws IOException {
    try (stream) {
      if (!committed) {
        folder.delete(temporary);
      }
    }
  }
}

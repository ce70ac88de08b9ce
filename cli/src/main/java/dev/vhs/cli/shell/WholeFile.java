package dev.vhs.cli.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name only once it is whole. It is written under another name, then
 * renamed. If it is closed before, or the process is interrupted, it vanishes.
 */
public final class WholeFile implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path temporary;
  private final @Nullable Ownership replaced;
  private final OutputStream stream;
  private boolean committed;

  private WholeFile(Path temporary, Path target) throws IOException {
    this.temporary = temporary;
    this.replaced = Ownership.of(view(target));
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    // Nobody else reads what takes the place of a secret.
    this.stream =
        new NamedStream(
            Channels.newOutputStream(
                replaced == null
                    ? Files.newByteChannel(temporary, options)
                    : Files.newByteChannel(temporary, options, OWNER_ONLY)),
            target);
  }

  private static @Nullable PosixFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class);
  }

  /** Begins a file beside the one that it is to become, so that both are on one file system. */
  public static WholeFile beside(Path target) throws IOException {
    String suffix = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    WholeFile file;
    try {
      file = new WholeFile(target.resolveSibling(".vhs-" + suffix + ".tmp"), target);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(String.valueOf(target.getParent()));
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(String.valueOf(target.getParent()));
    }
    file.temporary.toFile().deleteOnExit();
    return file;
  }

  /** Returns the stream that its bytes go into. */
  public OutputStream stream() {
    return stream;
  }

  /**
   * Gives the file its name once all bytes are there, in place of the file that had it. Owner and
   * permissions stay those of that file.
   */
  public void commit(Path target) throws IOException {
    stream.close();
    PosixFileAttributeView own = view(temporary);
    if (replaced != null && own != null) {
      replaced.giveTo(own);
    }
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
    committed = true;
  }

  @Override
  public void close() throws IOException {
    try (stream) {
      if (!committed) {
        Files.deleteIfExists(temporary);
      }
    }
  }
}

package dev.vhs.cli.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that appears under its name only once it is whole: written under another name, then
 * renamed. Closed without that, it vanishes; so it does when the process is interrupted.
 */
public final class WholeFile implements AutoCloseable {
  private final Path temporary;
  private final OutputStream stream;
  private boolean committed;

  private WholeFile(Path temporary, OutputStream stream) {
    this.temporary = temporary;
    this.stream = stream;
  }

  /** Beside the file that it is to become, so that both are on one file system. */
  public static WholeFile beside(Path target) throws IOException {
    String suffix = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    WholeFile file;
    try {
      file = at(target.resolveSibling(".vhs-" + suffix + ".tmp"));
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(String.valueOf(target.getParent()));
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(String.valueOf(target.getParent()));
    }
    file.temporary.toFile().deleteOnExit();
    return file;
  }

  /** Under a temporary name that nobody else has. */
  public static WholeFile at(Path temporary) throws IOException {
    return new WholeFile(
        temporary,
        Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** Where its bytes go. */
  public OutputStream stream() {
    return stream;
  }

  /** The file while it is not whole yet. */
  public Path temporary() {
    return temporary;
  }

  /** All bytes are there: gives it its name, in place of whatever had it. */
  public void commit(Path target) throws IOException {
    stream.close();
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

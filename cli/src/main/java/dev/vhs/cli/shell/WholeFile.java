package dev.vhs.cli.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that appears under its name only once it is whole. It is written under another name, then
 * renamed. If it is closed before, or the process is interrupted, it vanishes.
 */
public final class WholeFile implements AutoCloseable {
  private final Path temporary;
  private final OutputStream stream;
  private boolean committed;

  private WholeFile(Path temporary, Path shown) throws IOException {
    this.temporary = temporary;
    this.stream =
        new NamedStream(
            Files.newOutputStream(
                temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            shown);
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

  /**
   * Begins a file under a temporary name that nobody else has.
   *
   * @param shown the file or folder that messages name in place of it
   */
  public static WholeFile at(Path temporary, Path shown) throws IOException {
    return new WholeFile(temporary, shown);
  }

  /** Returns the stream that its bytes go into. */
  public OutputStream stream() {
    return stream;
  }

  /** Returns the file's path while it is not whole yet. */
  public Path temporary() {
    return temporary;
  }

  /** Gives the file its name once all bytes are there, in place of the file that had it. */
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

  /** A stream whose failures name the file: the JDK's say only that there is no space left. */
  private static final class NamedStream extends FilterOutputStream {
    private final Path shown;

    NamedStream(OutputStream out, Path shown) {
      super(out);
      this.shown = shown;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        FileSystemException named = new FileSystemException(shown.toString(), null, e.getMessage());
        named.initCause(e);
        throw named;
      }
    }
  }
}

package dev.vhs.local.shared;

import dev.vhs.StoreMismatch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An opened folder of a store: its files are worked on relative to it. Whoever else can write the
 * folders above may put a link in the place of one at any moment, and would otherwise have files
 * read and written wherever he likes.
 */
public final class SecureFolder implements AutoCloseable {
  private final SecureDirectoryStream<Path> stream;

  private SecureFolder(SecureDirectoryStream<Path> stream) {
    this.stream = stream;
  }

  /**
   * Opens a folder without following links below the root; null where the platform can't.
   *
   * @throws StoreMismatch if there is a link on the way
   * @throws NoSuchFileException if it is not there
   */
  // Each opened folder is closed once the next one is, and the last one by the caller.
  @SuppressWarnings("StreamResourceLeak")
  public static @Nullable SecureFolder open(Path root, Path folder) throws IOException {
    DirectoryStream<Path> top = Files.newDirectoryStream(root);
    if (!(top instanceof SecureDirectoryStream<Path> at)) {
      top.close();
      return null;
    }
    Path path = root;
    for (Path name : root.relativize(folder)) {
      path = path.resolve(name);
      try (SecureDirectoryStream<Path> above = at) {
        at = above.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException e) {
        throw new NoSuchFileException(path.toString());
      } catch (FileSystemException e) {
        if (e.getClass() == FileSystemException.class && Files.isSymbolicLink(path)) {
          throw new StoreMismatch(
              path
                  + " is a symbolic link, which a store doesn't follow; put the folder itself in"
                  + " its place",
              e);
        }
        throw e;
      }
    }
    return new SecureFolder(at);
  }

  /** Opens a file, which must not be a link. */
  public FileChannel openFile(Path file, OpenOption option) throws IOException {
    SeekableByteChannel channel =
        stream.newByteChannel(file.getFileName(), Set.of(option, LinkOption.NOFOLLOW_LINKS));
    if (channel instanceof FileChannel opened) {
      return opened;
    }
    channel.close();
    throw new IOException(file + " can't be opened as a file");
  }

  /**
   * Makes an empty file with the rights of a store.
   *
   * @throws java.nio.file.FileAlreadyExistsException if something is there
   */
  public void makeFile(Path file, Rights rights) throws IOException {
    Path name = file.getFileName();
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    stream.newByteChannel(name, options, rights.ofFile(file)).close();
    PosixFileAttributeView view =
        stream.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view != null) {
      rights.widen(view);
    }
  }

  /** Moves a file out of another folder into this one, in place of what has its name here. */
  public void moveHere(SecureFolder from, Path file, Path target) throws IOException {
    from.stream.move(file.getFileName(), stream, target.getFileName());
  }

  /** Removes a file; returns whether it was there. */
  public boolean deleteIfExists(Path file) throws IOException {
    try {
      stream.deleteFile(file.getFileName());
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Returns whether a file in here is the same as one anywhere. */
  public boolean holds(Path name, Path file) throws IOException {
    try {
      Object key =
          stream
              .getFileAttributeView(
                  name.getFileName(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes()
              .fileKey();
      Object other =
          Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes()
              .fileKey();
      return Objects.equals(key, other);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}

package dev.vhs.cli.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An opened folder. Its entries are reached from the folder itself and not from a path, so that
 * whoever swaps a folder above for a link leads nobody elsewhere. No link in it is followed. Where
 * the system can't open files so, each access checks the whole path instead.
 */
abstract class Folder implements Closeable {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** The kinds of entries. */
  enum Kind {
    NONE,
    FILE,
    FOLDER,
    /** A link, a pipe or a device. */
    OTHER
  }

  /** Opens the folder at a path. Links in the path are followed, since the user gave it. */
  static Folder open(Path path) throws IOException {
    DirectoryStream<Path> entries =
        path.getFileSystem().provider().newDirectoryStream(path, entry -> true);
    if (entries instanceof SecureDirectoryStream<Path> secure) {
      return new Opened(path, secure);
    }
    entries.close();
    return new Checked(path.toRealPath());
  }

  private final Path path;

  private Folder(Path path) {
    this.path = path;
  }

  /** Returns the path by which it was opened. */
  final Path path() {
    return path;
  }

  /** Returns the attributes of an entry, or of the link that it is. Null if there is none. */
  final @Nullable BasicFileAttributes attributes(Path name) throws IOException {
    try {
      return view(name, BasicFileAttributeView.class).readAttributes();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Returns the kind of an entry. */
  final Kind kind(Path name) throws IOException {
    BasicFileAttributes attributes = attributes(name);
    if (attributes == null) {
      return Kind.NONE;
    }
    if (attributes.isRegularFile()) {
      return Kind.FILE;
    }
    return attributes.isDirectory() ? Kind.FOLDER : Kind.OTHER;
  }

  /**
   * Opens a folder in it.
   *
   * @throws IOException also if that is a link
   */
  abstract Folder enter(Path name) throws IOException;

  /** Returns the names of all entries. */
  abstract List<Path> names() throws IOException;

  /** Creates a file that only its owner can read and write. There must be none. */
  final OutputStream create(Path name) throws IOException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return Channels.newOutputStream(
        posix
            ? channel(name, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
            : channel(name, options));
  }

  /** Opens a regular file. Pipes and devices are refused: opening one could wait for ever. */
  final InputStream read(Path name) throws IOException {
    switch (kind(name)) {
      case FILE -> {}
      case NONE -> throw new NoSuchFileException(path.resolve(name).toString());
      case FOLDER, OTHER -> throw new NotFileException(path.resolve(name).toString());
    }
    return Channels.newInputStream(
        channel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
  }

  abstract SeekableByteChannel channel(
      Path name, Set<OpenOption> options, FileAttribute<?>... attributes) throws IOException;

  /** Returns a view of the attributes of an entry, or of the link that it is. */
  abstract <V extends FileAttributeView> V view(Path name, Class<V> type) throws IOException;

  /** Moves an entry into a folder, in one step, in place of a file of that name. */
  abstract void move(Path name, Folder to, Path as) throws IOException;

  /** Deletes a file, if there is one. */
  abstract void delete(Path name) throws IOException;

  /** Deletes an empty folder. */
  abstract void deleteFolder(Path name) throws IOException;

  /** A folder that the system keeps open. */
  private static final class Opened extends Folder {
    private final SecureDirectoryStream<Path> stream;

    Opened(Path path, SecureDirectoryStream<Path> stream) {
      super(path);
      this.stream = stream;
    }

    @Override
    Folder enter(Path name) throws IOException {
      return new Opened(
          path().resolve(name), stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    List<Path> names() throws IOException {
      try (DirectoryStream<Path> again =
          stream.newDirectoryStream(path().getFileSystem().getPath("."))) {
        return fileNames(again);
      }
    }

    @Override
    SeekableByteChannel channel(Path name, Set<OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      return stream.newByteChannel(name, options, attributes);
    }

    @Override
    <V extends FileAttributeView> V view(Path name, Class<V> type) {
      return stream.getFileAttributeView(name, type, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    void move(Path name, Folder to, Path as) throws IOException {
      stream.move(name, ((Opened) to).stream, as);
    }

    @Override
    void delete(Path name) throws IOException {
      try {
        stream.deleteFile(name);
      } catch (NoSuchFileException e) {
        // It is as it should be.
      }
    }

    @Override
    void deleteFolder(Path name) throws IOException {
      stream.deleteDirectory(name);
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** A folder that is found by its path each time, on systems that can't keep it open. */
  private static final class Checked extends Folder {
    Checked(Path path) {
      super(path);
    }

    private Path entry(Path name) throws IOException {
      if (!path().toRealPath().equals(path())) {
        throw new NotDirectoryException(path() + " (it was swapped for a link)");
      }
      return path().resolve(name);
    }

    @Override
    Folder enter(Path name) throws IOException {
      Path folder = entry(name);
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new NotDirectoryException(folder.toString());
      }
      return new Checked(folder);
    }

    @Override
    List<Path> names() throws IOException {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(path())) {
        return fileNames(entries);
      }
    }

    @Override
    SeekableByteChannel channel(Path name, Set<OpenOption> options, FileAttribute<?>... attributes)
        throws IOException {
      return Files.newByteChannel(entry(name), options, attributes);
    }

    @Override
    <V extends FileAttributeView> V view(Path name, Class<V> type) throws IOException {
      return Files.getFileAttributeView(entry(name), type, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    void move(Path name, Folder to, Path as) throws IOException {
      Files.move(
          entry(name),
          ((Checked) to).entry(as),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    void delete(Path name) throws IOException {
      Files.deleteIfExists(entry(name));
    }

    @Override
    void deleteFolder(Path name) throws IOException {
      Files.delete(entry(name));
    }

    @Override
    public void close() {}
  }

  private static List<Path> fileNames(DirectoryStream<Path> entries) {
    List<Path> names = new ArrayList<>();
    entries.forEach(entry -> names.add(entry.getFileName()));
    return names;
  }
}
